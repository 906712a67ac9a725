package dev.millrace.shard.log;

import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether there is room for more records, as of the last look. Cassandra needs room even when nothing is put: for its commit
 * log, to merge files, to remove what has expired, and to start again. So records are refused while there still is some: what
 * takes next to none, such as leases and deletions, goes on, and so do all reads.
 */
public final class StorageRoom implements BooleanSupplier {
    private static final Logger log = LoggerFactory.getLogger(StorageRoom.class);

    private volatile boolean room = true;

    /** Whether records are taken. */
    @Override
    public boolean getAsBoolean() {
        return room;
    }

    /** @param shortage what is short, for the log; empty when there is room */
    public void look(String shortage) {
        boolean found = shortage.isEmpty();
        if (found != room) {
            room = found;
            if (found) {
                log.info("There is room for records again");
            } else {
                log.error("No more records are taken, and reads go on, until there is room again: {}", shortage);
            }
        }
    }
}
