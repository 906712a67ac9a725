package dev.millrace.metadata.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CatalogWatchTest {
    private final RecordedOutlet<StreamId, StreamDescription> recorder =
            new RecordedOutlet<>(stream -> stream.name() + "@" + stream.version());
    private Duration age = Duration.ZERO;
    private final CatalogWatch<StreamId, StreamDescription> watch = new CatalogWatch<>(recorder, () -> age);

    @Test
    void tellsItsAgeAfterAllThatWaits() {
        startFrom();
        watch.noted();
        recorder.capacity = 0;
        StreamDescription a = stream("a", 1);
        changed(a);
        age = Duration.ofSeconds(7);
        watch.tellAge();
        recorder.capacity = 10;
        watch.noted();
        watch.noted();

        assertThat(recorder.events).containsExactly("end", "a@1", "as of 7 s ago");
    }

    @Test
    void theSnapshotIsAsOldAsItWasWhenItWasTaken() {
        age = Duration.ofSeconds(4);
        startFrom();
        age = Duration.ZERO;
        watch.noted();

        assertThat(recorder.snapshotAge).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(60));
    }

    @Test
    void sendsTheSnapshotItsEndAndThenChanges() {
        StreamDescription a = stream("a", 1);
        startFrom(a, stream("b", 2));
        watch.noted();
        changed(stream(a.id(), "a", 3));
        watch.removed(a.id());
        watch.noted();

        assertThat(recorder.events).containsExactly("a@1", "b@2", "end", "gone");
    }

    @Test
    void saysNothingBeforeTheSnapshotIsThere() {
        watch.noted();
        assertThat(recorder.events).isEmpty();

        startFrom();
        watch.noted();
        assertThat(recorder.events).containsExactly("end");
    }

    @Test
    void aSlowWatcherGetsTheNewestOfEachStreamOnly() {
        StreamDescription a = stream("a", 1);
        startFrom(a);
        watch.noted();
        recorder.capacity = 0;
        for (int version = 2; version <= 1_000; version++) {
            changed(stream(a.id(), "a", version));
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
        startFrom(a, b, stream("c", 3));
        watch.noted();
        changed(stream(b.id(), "b", 4));
        watch.removed(a.id());
        recorder.capacity = 10;
        watch.noted();

        assertThat(recorder.events).containsExactly("a@1", "b@4", "c@3", "end", "gone");
    }

    @Test
    void theOldLifeOfANameGoesBeforeTheNewOneComes() {
        StreamDescription old = stream("a", 1);
        startFrom(old);
        watch.noted();
        recorder.capacity = 0;
        changed(stream(old.id(), "a", 2));
        watch.removed(old.id());
        changed(stream("a", 3));
        recorder.capacity = 10;
        watch.noted();

        assertThat(recorder.events).containsExactly("a@1", "end", "gone", "a@3");
    }

    @Test
    void aWatcherHopelesslyBehindIsSentAwayInsteadOfFillingMemory() {
        startFrom();
        watch.noted();
        recorder.capacity = 0;
        for (int i = 0; i <= CatalogWatch.MOST_WAITING; i++) {
            watch.removed(StreamId.random());
        }
        watch.noted();

        assertThat(recorder.events).containsExactly("end", "overrun");
    }

    @Test
    void closingEndsEvenAWatcherThatTakesNothing() {
        recorder.capacity = 0;
        startFrom(stream("a", 1));
        watch.complete();
        changed(stream("b", 2));
        watch.noted();

        assertThat(recorder.events).containsExactly("complete");
    }

    private void startFrom(StreamDescription... streams) {
        Map<StreamId, StreamDescription> entries = new LinkedHashMap<>();
        for (StreamDescription stream : streams) {
            entries.put(stream.id(), stream);
        }
        watch.startFrom(entries);
    }

    private void changed(StreamDescription stream) {
        watch.changed(stream.id(), stream);
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
}
