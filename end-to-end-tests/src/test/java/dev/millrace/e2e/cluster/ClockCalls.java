package dev.millrace.e2e.cluster;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Points a class's calls of the JDK's clocks to methods of the same names in {@link ShiftedClock}. In a class file each method that
 * is called is one entry of the constant pool, and nothing but its class has to be another one.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html#jvms-4.4">The constant pool</a>
 */
final class ClockCalls {
    private static final Set<String> REDIRECTED = Set.of(
            "java/lang/System.currentTimeMillis()J",
            "java/time/Instant.now()Ljava/time/Instant;",
            "java/time/Clock.systemUTC()Ljava/time/Clock;");
    private static final String TARGET = ShiftedClock.class.getName().replace('.', '/');
    private static final int COUNT_AT = 8;

    private final byte[] classFile;
    private final ByteBuffer in;
    private final int count;
    /** Where the entries are, without their tags. */
    private final Map<Integer, Integer> entries = new HashMap<>();

    private final int end;

    private ClockCalls(byte[] classFile) {
        this.classFile = classFile.clone();
        this.in = ByteBuffer.wrap(this.classFile);
        this.count = in.getChar(COUNT_AT);
        this.end = readEntries();
    }

    /** The changed class, or nothing if there is nothing to change. */
    static byte @Nullable [] redirect(byte[] classFile) {
        ClockCalls calls = new ClockCalls(classFile);
        return calls.redirectMethods() ? calls.withTarget() : null;
    }

    private int readEntries() {
        int at = COUNT_AT + 2;
        for (int index = 1; index < count; index++) {
            int tag = classFile[at++];
            entries.put(index, at);
            switch (tag) {
                case 1 -> at += 2 + in.getChar(at);
                case 7, 8, 16, 19, 20 -> at += 2;
                case 15 -> at += 3;
                case 5, 6 -> {
                    at += 8;
                    index++; // which takes two
                }
                default -> at += 4;
            }
        }
        return at;
    }

    private boolean redirectMethods() {
        boolean changed = false;
        for (int at : entries.values()) {
            if (classFile[at - 1] == 10 && REDIRECTED.contains(method(at))) {
                in.putChar(at, (char) (count + 1));
                changed = true;
            }
        }
        return changed;
    }

    private String method(int at) {
        int nameAndType = entries.get((int) in.getChar(at + 2));
        return text(in.getChar(entries.get((int) in.getChar(at)))) + "." + text(in.getChar(nameAndType))
                + text(in.getChar(nameAndType + 2));
    }

    private String text(int index) {
        int at = entries.get(index);
        return new String(classFile, at + 2, in.getChar(at), StandardCharsets.UTF_8);
    }

    /** Two entries more: the target's name, and the class of that name. */
    private byte[] withTarget() {
        byte[] name = TARGET.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(classFile.length + 3 + name.length + 3);
        out.put(classFile, 0, end);
        out.put((byte) 1).putChar((char) name.length).put(name);
        out.put((byte) 7).putChar((char) count);
        out.put(classFile, end, classFile.length - end);
        out.putChar(COUNT_AT, (char) (count + 2));
        return out.array();
    }
}
