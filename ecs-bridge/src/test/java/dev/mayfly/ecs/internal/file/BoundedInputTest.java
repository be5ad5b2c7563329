package dev.mayfly.ecs.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.ecs.SameAtEveryLevel;
import dev.mayfly.ecs.error.SnapshotFormatException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/** What is read is what was written, and what is cut is refused, whatever it is and wherever. */
@SameAtEveryLevel
class BoundedInputTest {

    private enum Part {
        INT {
            @Override
            void write(DataOutputStream out) throws IOException {
                out.writeInt(0x8765_4321);
            }

            @Override
            Object read(BoundedInput in) {
                return in.getInt() == 0x8765_4321;
            }
        },
        LONG {
            @Override
            void write(DataOutputStream out) throws IOException {
                out.writeLong(Long.MIN_VALUE + 3);
            }

            @Override
            Object read(BoundedInput in) {
                return in.getLong() == Long.MIN_VALUE + 3;
            }
        },
        DOUBLE {
            @Override
            void write(DataOutputStream out) throws IOException {
                out.writeDouble(0.1);
            }

            @Override
            Object read(BoundedInput in) {
                return in.getDouble() == 0.1;
            }
        },
        FLAG {
            @Override
            void write(DataOutputStream out) throws IOException {
                out.writeBoolean(true);
            }

            @Override
            Object read(BoundedInput in) {
                return in.getFlag();
            }
        },
        TEXTS {
            @Override
            void write(DataOutputStream out) throws IOException {
                Texts.writeAll(out, List.of("one", "", "\ud800"));
            }

            @Override
            Object read(BoundedInput in) {
                return in.getTexts().equals(List.of("one", "", "\ud800"));
            }
        },
        NAME {
            @Override
            void write(DataOutputStream out) throws IOException {
                out.writeUTF("näme");
            }

            @Override
            Object read(BoundedInput in) {
                return in.getName().equals("näme");
            }
        },
        MEMORY {
            @Override
            void write(DataOutputStream out) throws IOException {
                out.write(new byte[] {1, 2, 3});
            }

            @Override
            Object read(BoundedInput in) {
                byte[] memory = new byte[3];
                in.get(MemorySegment.ofArray(memory));
                return memory[0] == 1 && memory[2] == 3;
            }
        };

        abstract void write(DataOutputStream out) throws IOException;

        /** True if it is what was written. */
        abstract Object read(BoundedInput in);
    }

    private static byte[] bytesOf(Part... parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (Part part : parts) {
            part.write(out);
        }
        return bytes.toByteArray();
    }

    @Test
    void partsAreReadOneAfterTheOtherUpToTheEnd() throws IOException {
        BoundedInput in = new BoundedInput("test", bytesOf(Part.values()));
        for (Part part : Part.values()) {
            assertThat(part.read(in)).as("%s", part).isEqualTo(true);
        }
        in.requireEnd();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCutAnywhereIsRefused(Part part) throws IOException {
        byte[] whole = bytesOf(part);
        for (int length = 0; length < whole.length; length++) {
            BoundedInput in = new BoundedInput("test", Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> part.read(in))
                    .as("%s of %s bytes", length, whole.length)
                    .isInstanceOf(SnapshotFormatException.class)
                    .hasMessageContaining("its test");
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytesThatAreLeftOverAreRefused(Part part) throws IOException {
        BoundedInput in = new BoundedInput("test", bytesOf(part, Part.FLAG));
        part.read(in);
        assertThatThrownBy(in::requireEnd)
                .isInstanceOf(SnapshotFormatException.class)
                .hasMessageContaining("goes on for 1 bytes");
    }
}
