package dev.millrace.e2e.cluster;

/**
 * The time of one fault, on the clock of {@link System#nanoTime}.
 *
 * @param begunAt just before it
 * @param repairedAt when what it did was put right
 * @param recoveredAt when every shard had acknowledged something that was sent after the repair
 * @param lapses leases that instances of the shard service lost to which nothing was done
 */
record Window(Fault fault, long begunAt, long repairedAt, long recoveredAt, long lapses) {}
