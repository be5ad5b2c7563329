package dev.mayfly.ecs.internal.artemis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.ecs.error.UnsupportedArtemisException;

import org.junit.jupiter.api.Test;

class ArtemisInternalsTest {

    /** Looks like a component manager of some other version. */
    static class NoTable {
        final Object maps = new Object();
    }

    @Test
    void anArtemisWithoutTheFieldThatIsReadIsUnsupported() {
        assertThatThrownBy(() -> ArtemisInternals.read(NoTable.class, "mappers", new NoTable()))
                .isInstanceOf(UnsupportedArtemisException.class)
                .hasMessageContaining("NoTable.mappers")
                .hasMessageContaining("artemis-odb:2.3.0")
                .hasCauseInstanceOf(NoSuchFieldException.class);
    }

    @Test
    void anArtemisWhoseTableIsNoBagIsUnsupported() {
        assertThatThrownBy(() -> ArtemisInternals.asTable("a table"))
                .isInstanceOf(UnsupportedArtemisException.class)
                .hasMessageContaining("mappers");
    }
}
