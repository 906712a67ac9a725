package dev.millrace.fuzzing.targets;

import java.util.List;

/** Something that reads bytes which anybody may have sent. */
public interface FuzzTarget {
    /** Inputs that are read to the end, from which a search begins. */
    List<byte[]> seeds();

    /**
     * Reads an input. Returns when it was read or refused as it should be; anything that is thrown is a fault.
     *
     * @param input of any length; not to be changed
     */
    void read(byte[] input);
}
