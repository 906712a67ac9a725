package dev.millrace.consumers.consumer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import dev.millrace.consumers.consumer.ConsumerStore;
import dev.millrace.consumers.consumer.RegisteredConsumer;
import dev.millrace.consumers.consumer.StreamConsumers;
import dev.millrace.stream.StreamId;
import org.springframework.data.cassandra.core.ReactiveCassandraOperations;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table {@code consumers}. */
public final class ConsumerTable implements ConsumerStore {
    private final SelectConsumers selectConsumers;
    private final SelectStreams selectStreams;
    private final PutConsumer putConsumer;
    private final DeleteConsumer deleteConsumer;
    private final DeleteAllConsumers deleteAllConsumers;

    /**
     * Prepares every statement; blocks until that is done.
     *
     * @param session whose keyspace has this service's schema
     */
    public ConsumerTable(CqlSession session, ReactiveCassandraOperations rows) {
        this.selectConsumers = new SelectConsumers(rows);
        this.selectStreams = new SelectStreams(session);
        this.putConsumer = new PutConsumer(session);
        this.deleteConsumer = new DeleteConsumer(session);
        this.deleteAllConsumers = new DeleteAllConsumers(session);
    }

    @Override
    public boolean hasFailed(Throwable failure) {
        return failure instanceof DriverException;
    }

    @Override
    public Mono<StreamConsumers> read(StreamId stream) {
        return selectConsumers.execute(stream);
    }

    @Override
    public Mono<Boolean> put(StreamConsumers seen, RegisteredConsumer consumer) {
        return putConsumer.execute(seen, consumer);
    }

    @Override
    public Mono<Boolean> remove(StreamConsumers seen, String name) {
        return deleteConsumer.execute(seen, name);
    }

    @Override
    public Mono<Boolean> removeAll(StreamConsumers seen) {
        return deleteAllConsumers.execute(seen);
    }

    @Override
    public Flux<StreamId> streams() {
        return selectStreams.execute();
    }
}
