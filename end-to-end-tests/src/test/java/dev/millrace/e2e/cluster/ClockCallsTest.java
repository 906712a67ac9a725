package dev.millrace.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClockCallsTest {
    private static final long HOUR = 3_600_000;

    /** Asks as services do. */
    public static final class Asks implements LongSupplier {
        @Override
        public long getAsLong() {
            return System.currentTimeMillis() + 0 * System.nanoTime();
        }
    }

    /** Has no clock. */
    static final class AsksNothing {}

    @AfterEach
    void setRight() throws ReflectiveOperationException {
        shift(0);
    }

    @Test
    void aClassThatIsRedirectedSeesTheClockThatWasSet() throws Exception {
        byte[] redirected = ClockCalls.redirect(classFile(Asks.class));
        LongSupplier asks = (LongSupplier) new Loader()
                .define(Asks.class.getName(), redirected)
                .getDeclaredConstructor()
                .newInstance();

        shift(HOUR);

        assertThat(asks.getAsLong() - System.currentTimeMillis()).isBetween(HOUR - 10_000, HOUR + 10_000);
        assertThat(new Asks().getAsLong() - System.currentTimeMillis()).isBetween(-10_000L, 10_000L);
    }

    @Test
    void whatAsksForNoTimeStaysAsItIs() throws Exception {
        assertThat(ClockCalls.redirect(classFile(AsksNothing.class))).isNull();
    }

    private static void shift(long millis) throws ReflectiveOperationException {
        Field shift = ShiftedClock.class.getDeclaredField("shiftMillis");
        shift.setAccessible(true);
        shift.setLong(null, millis);
    }

    private static byte[] classFile(Class<?> type) throws IOException {
        try (InputStream file =
                type.getClassLoader().getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
            return file.readAllBytes();
        }
    }

    private static final class Loader extends ClassLoader {
        Loader() {
            super(ClockCallsTest.class.getClassLoader());
        }

        Class<?> define(String name, byte[] classFile) {
            return defineClass(name, classFile, 0, classFile.length);
        }
    }
}
