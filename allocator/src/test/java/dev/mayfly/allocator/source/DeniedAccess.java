package dev.mayfly.allocator.source;

/** Asks every source for memory; run in a JVM that does not let Mayfly call native code. */
final class DeniedAccess {

    private DeniedAccess() {}

    public static void main(String[] arguments) {
        ReservedSource reserved = new ReservedSource(1 << 20);
        for (MemorySource source :
                new MemorySource[] {
                    reserved,
                    HugePageSource.transparent(),
                    HugePageSource.explicit(),
                    new NumaSource(0),
                    MemorySource.ofNative(),
                    MemorySource.ofHeap(),
                }) {
            switch (source.request(100, 8)) {
                case Memory memory -> System.out.println(source + ": given");
                case Declined(String reason) -> System.out.println(source + ": " + reason);
            }
        }
        reserved.close();
    }
}
