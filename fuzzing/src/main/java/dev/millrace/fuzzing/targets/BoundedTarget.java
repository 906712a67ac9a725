package dev.millrace.fuzzing.targets;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Takes it for a fault when reading an input allocates out of proportion to its length. */
final class BoundedTarget implements FuzzTarget {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** For buffers of a fixed size. */
    private static final long FIXED_BYTES = 4L << 20;

    /** LZ4 unpacks one byte to 255; policies are read once for each of their kinds; Jazzer's hooks on comparisons allocate too. */
    private static final long FOR_EACH_BYTE = 4_096;

    private final FuzzTarget target;

    BoundedTarget(FuzzTarget target) {
        this.target = target;
    }

    @Override
    public List<byte[]> seeds() {
        return target.seeds();
    }

    @Override
    public void read(byte[] input) {
        // Classes are loaded, and instrumented, but once: what allocates much only the first time is no fault.
        long allowed = FIXED_BYTES + FOR_EACH_BYTE * input.length;
        if (allocated(input) > allowed) {
            long again = allocated(input);
            if (again > allowed) {
                throw new AssertionError(input.length + " bytes make us allocate " + again);
            }
        }
    }

    private long allocated(byte[] input) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        target.read(input);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
