package dev.millrace.cassandra.embedded;

import java.net.InetAddress;
import java.util.List;

/**
 * A node's place among the nodes of a cluster on one machine, for tests. Its nodes let each other in without any proof.
 *
 * @param seeds where the nodes are reached that it learns of the others from; itself may be one
 * @param reachedAt where clients and other nodes are to reach it, which may be another address than it listens on
 * @param token where its part of the ring ends
 * @param tellsOfDisk whether it tells the others when its disk fills, which it has to share with nobody for that
 */
public record RingPlace(List<InetAddress> seeds, InetAddress reachedAt, long token, boolean tellsOfDisk) {
    public RingPlace {
        seeds = List.copyOf(seeds);
    }
}
