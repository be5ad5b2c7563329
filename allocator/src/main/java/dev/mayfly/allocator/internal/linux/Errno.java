package dev.mayfly.allocator.internal.linux;

/** The error numbers that the memory calls of Linux x86-64 set, in words. */
enum Errno {
    EPERM(1, "the process may not do this"),
    EIO(5, "the kernel could not move or read a page"),
    EBADF(9, "there is no such file"),
    EAGAIN(11, "a limit on locked memory was met, see ulimit -l, or the kernel is short of pages"),
    ENOMEM(
            12,
            "the memory, a limit of the process (ulimit -v), a limit of its control group or the"
                    + " number of mappings (vm.max_map_count) is used up"),
    EACCES(13, "the process has no access"),
    EFAULT(14, "an address is not the process's own"),
    EEXIST(17, "something is mapped there"),
    ENODEV(19, "the kernel or the file system does not support this"),
    EINVAL(22, "the kernel does not know or does not allow one of the arguments"),
    ENFILE(23, "the system has too many open files"),
    ENOSYS(38, "the kernel, or the sandbox around the process, does not have this call"),
    EOVERFLOW(75, "a size is too large"),
    EOPNOTSUPP(95, "the kernel does not support this");

    private final int number;
    private final String meaning;

    Errno(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** The name, number and meaning of an error number; of one that is not listed the number. */
    static String describe(int number) {
        for (Errno errno : values()) {
            if (errno.number == number) {
                return errno.name() + " (" + number + "): " + errno.meaning;
            }
        }
        return "errno " + number;
    }
}
