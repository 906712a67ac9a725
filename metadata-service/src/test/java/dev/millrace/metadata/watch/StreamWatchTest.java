package dev.millrace.metadata.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StreamWatchTest {
    private final Recorder recorder = new Recorder();
    private final StreamWatch watch = new StreamWatch(recorder);

    @Test
    void sendsTheSnapshotItsEndAndThenChanges() {
        StreamDescription a = stream("a", 1);
        watch.startFrom(List.of(a, stream("b", 2)));
        watch.noted();
        watch.changed(stream(a.id(), "a", 3));
        watch.removed(a.id());
        watch.noted();

        assertThat(recorder.events).containsExactly("a@1", "b@2", "end", "gone");
    }

    @Test
    void saysNothingBeforeTheSnapshotIsThere() {
        watch.noted();
        assertThat(recorder.events).isEmpty();

        watch.startFrom(List.of());
        watch.noted();
        assertThat(recorder.events).containsExactly("end");
    }

    @Test
    void aSlowWatcherGetsTheNewestOfEachStreamOnly() {
        StreamDescription a = stream("a", 1);
        watch.startFrom(List.of(a));
        watch.noted();
        recorder.capacity = 0;
        for (int version = 2; version <= 1_000; version++) {
            watch.changed(stream(a.id(), "a", version));
            watch.noted();
        }
        recorder.capacity = 10;
        watch.noted();

        assertThat(recorder.events).containsExactly("a@1", "end", "a@1000");
    }

    @Test
    void changesDuringTheSnapshotAreSentInItOnce() {
        StreamDescription a = stream("a", 1);
        StreamDescription b = stream("b", 2);
        recorder.capacity = 1;
        watch.startFrom(List.of(a, b, stream("c", 3)));
        watch.noted();
        watch.changed(stream(b.id(), "b", 4));
        watch.removed(a.id());
        recorder.capacity = 10;
        watch.noted();

        assertThat(recorder.events).containsExactly("a@1", "b@4", "c@3", "end", "gone");
    }

    @Test
    void theOldLifeOfANameGoesBeforeTheNewOneComes() {
        StreamDescription old = stream("a", 1);
        watch.startFrom(List.of(old));
        watch.noted();
        recorder.capacity = 0;
        watch.changed(stream(old.id(), "a", 2));
        watch.removed(old.id());
        watch.changed(stream("a", 3));
        recorder.capacity = 10;
        watch.noted();

        assertThat(recorder.events).containsExactly("a@1", "end", "gone", "a@3");
    }

    @Test
    void aWatcherHopelesslyBehindIsSentAwayInsteadOfFillingMemory() {
        watch.startFrom(List.of());
        watch.noted();
        recorder.capacity = 0;
        for (int i = 0; i <= StreamWatch.MOST_WAITING; i++) {
            watch.removed(StreamId.random());
        }
        watch.noted();

        assertThat(recorder.events).containsExactly("end", "overrun");
    }

    @Test
    void closingEndsEvenAWatcherThatTakesNothing() {
        recorder.capacity = 0;
        watch.startFrom(List.of(stream("a", 1)));
        watch.complete();
        watch.changed(stream("b", 2));
        watch.noted();

        assertThat(recorder.events).containsExactly("complete");
    }

    private static StreamDescription stream(String name, long version) {
        return stream(StreamId.random(), name, version);
    }

    private static StreamDescription stream(StreamId id, String name, long version) {
        Shard shard = new Shard(
                0, HashKeyRange.ALL, OptionalInt.empty(), OptionalInt.empty(), Instant.EPOCH, Optional.empty());
        return StreamDescription.builder(id, new StreamName(name), Instant.EPOCH, new ShardMap(List.of(shard)))
                .version(version)
                .build();
    }

    private static final class Recorder implements StreamWatch.Outlet {
        private final List<String> events = new ArrayList<>();
        private int capacity = 10;

        @Override
        public boolean isReady() {
            return events.size() < capacity;
        }

        @Override
        public void changed(StreamDescription stream) {
            events.add(stream.name() + "@" + stream.version());
        }

        @Override
        public void removed(StreamId id) {
            events.add("gone");
        }

        @Override
        public void snapshotEnd() {
            events.add("end");
        }

        @Override
        public void complete() {
            events.add("complete");
        }

        @Override
        public void overrun() {
            events.add("overrun");
        }
    }
}
