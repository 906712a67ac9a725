package dev.millrace.benchmarks.load;

import java.nio.ByteBuffer;

/** Decides what one connection sends next and takes what comes back. Called by one thread only. */
interface LoadCaller {
    /** The next request, whole. */
    ByteBuffer nextRequest();

    /**
     * Takes an answer.
     *
     * @param body valid during the call only
     * @return how many records the answer stored or brought; none if it is an error
     */
    int onAnswer(int status, byte[] body, int length);

    /** The connection broke or the time was up while a call was under way: nobody knows what became of it. */
    void onLost(String reason);
}
