package dev.millrace.shard;

import com.datastax.oss.driver.api.core.CqlSession;

/** The session that leases and shards are kept through: nothing of records goes this way, so nothing waits behind them. */
record LeaseSession(CqlSession session) implements AutoCloseable {
    @Override
    public void close() {
        session.close();
    }
}
