package dev.millrace.metadata.stream;

import dev.millrace.metadata.catalog.CatalogFollower;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A follower that writes down the states it was told. */
final class Changes implements CatalogFollower<StreamId, StreamDescription> {
    private final List<String> states = new CopyOnWriteArrayList<>();

    List<String> states() {
        return states;
    }

    @Override
    public void startFrom(Map<StreamId, StreamDescription> streams) {
        streams.forEach(this::changed);
    }

    @Override
    public void changed(StreamId id, StreamDescription stream) {
        states.add(stream.status().name());
    }

    @Override
    public void removed(StreamId id) {
        states.add("gone");
    }

    @Override
    public void noted() {}
}
