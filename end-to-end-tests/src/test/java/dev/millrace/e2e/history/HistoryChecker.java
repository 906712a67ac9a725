package dev.millrace.e2e.history;

import dev.millrace.e2e.history.Attempt.Acknowledgement;
import dev.millrace.e2e.history.Attempt.Outcome;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds a history against what can be read in the end, by the rules that the design says must always hold:
 *
 * <ol>
 *   <li>every acknowledged record is there, in the shard and under the number that were acknowledged, unchanged;
 *   <li>within a shard the numbers rise, and no number is given twice anywhere;
 *   <li>nothing is there that was not sent, that was refused, or that is there already; what has an unknown outcome may be
 *       there, once;
 *   <li>of two records of a shard, the one whose call began after the other was acknowledged comes later (and so a
 *       sequential writer's records of one key are in its order);
 *   <li>a reader that followed the shard saw exactly how it begins: nothing it was shown has gone, no gap was filled behind it;
 *   <li>a reader that was told it had caught up had seen everything acknowledged before it asked.
 * </ol>
 */
public final class HistoryChecker {
    private final List<Attempt> attempts;
    private final List<Pass> passes;
    private final Map<String, List<StoredRecord>> shards;
    private final List<String> violations = new ArrayList<>();

    private HistoryChecker(History history, Map<String, List<StoredRecord>> shards) {
        this.attempts = history.attempts();
        this.passes = history.passes();
        this.shards = shards;
    }

    /**
     * Applies all rules.
     *
     * @param shards everything that can be read now, by shard, in the order in which it was read
     * @return what is wrong; empty when all is well
     */
    public static List<String> check(History history, Map<String, List<StoredRecord>> shards) {
        HistoryChecker checker = new HistoryChecker(history, shards);
        checker.checkNumbers();
        checker.checkAcknowledged();
        checker.checkStored();
        checker.checkRealTimeOrder();
        checker.passes.forEach(checker::checkPass);
        return checker.violations;
    }

    private void checkNumbers() {
        Map<BigInteger, String> holders = new HashMap<>();
        shards.forEach((shardId, records) -> {
            BigInteger previous = BigInteger.ZERO;
            for (StoredRecord record : records) {
                if (record.sequenceNumber().compareTo(previous) <= 0) {
                    violations.add(shardId + ": " + record.sequenceNumber() + " comes after " + previous);
                }
                previous = record.sequenceNumber();
                String other = holders.put(previous, shardId);
                if (other != null) {
                    violations.add(previous + " was given twice, in " + other + " and " + shardId);
                }
            }
        });
    }

    private void checkAcknowledged() {
        Map<String, Map<BigInteger, StoredRecord>> byNumber = new HashMap<>();
        shards.forEach((shardId, records) -> byNumber.put(
                shardId,
                records.stream()
                        .collect(Collectors.toMap(StoredRecord::sequenceNumber, Function.identity(), (a, b) -> a))));
        for (Attempt attempt : attempts) {
            attempt.acknowledgement().ifPresent(at -> {
                StoredRecord stored =
                        byNumber.getOrDefault(at.shardId(), Map.of()).get(at.sequenceNumber());
                if (stored == null) {
                    violations.add("acknowledged and missing: " + attempt.id() + " as " + at);
                } else if (!stored.id().equals(Optional.of(attempt.id()))) {
                    violations.add("acknowledged as " + at + " was " + attempt.id() + ", there is " + stored.id());
                }
            });
        }
    }

    private void checkStored() {
        Map<RecordId, Attempt> sent = new HashMap<>();
        for (Attempt attempt : attempts) {
            if (sent.put(attempt.id(), attempt) != null) {
                throw new IllegalArgumentException("the history has " + attempt.id() + " twice");
            }
        }
        Map<RecordId, BigInteger> seen = new HashMap<>();
        shards.forEach((shardId, records) -> records.forEach(record -> {
            Attempt attempt = record.id().map(sent::get).orElse(null);
            if (attempt == null) {
                violations.add(shardId + ": " + record.sequenceNumber() + " was never sent");
                return;
            }
            if (attempt.dataHash() != record.dataHash()
                    || !attempt.partitionKey().equals(record.partitionKey())) {
                violations.add(attempt.id() + " is not what was sent");
            }
            if (attempt.outcome() == Outcome.REFUSED) {
                violations.add(attempt.id() + " was refused and is there");
            }
            BigInteger other = seen.put(attempt.id(), record.sequenceNumber());
            if (other != null) {
                violations.add(attempt.id() + " is there twice: " + other + " and " + record.sequenceNumber());
            }
        }));
    }

    /** Walking up the numbers: nothing may have begun, so far, after the end of the call that is looked at. */
    private void checkRealTimeOrder() {
        acknowledgedByShard().forEach((shardId, acknowledged) -> {
            acknowledged.sort(Comparator.comparing(HistoryChecker::number));
            Attempt latestBegun = acknowledged.get(0);
            for (Attempt attempt : acknowledged) {
                if (latestBegun.startedAt() - attempt.endedAt() > 0) {
                    violations.add(shardId + ": " + latestBegun.id() + " began after " + attempt.id()
                            + " was acknowledged, and has a lower number");
                }
                if (attempt.startedAt() - latestBegun.startedAt() > 0) {
                    latestBegun = attempt;
                }
            }
        });
    }

    private void checkPass(Pass pass) {
        List<StoredRecord> stored = shards.getOrDefault(pass.shardId(), List.of());
        List<StoredRecord> shown = pass.records();
        for (int i = 0; i < shown.size(); i++) {
            if (i >= stored.size() || !shown.get(i).equals(stored.get(i))) {
                violations.add(
                        pass.shardId() + ": a reader was shown " + shown.get(i).sequenceNumber() + " as record "
                                + i + ", where there is "
                                + (i < stored.size() ? stored.get(i).sequenceNumber() : "nothing") + " in the end");
                return;
            }
        }
        List<Attempt> acknowledged = new ArrayList<>(acknowledgedByShard().getOrDefault(pass.shardId(), List.of()));
        acknowledged.sort(Comparator.comparingLong(Attempt::endedAt));
        int next = 0;
        BigInteger highest = BigInteger.ZERO;
        for (Pass.CaughtUp moment : pass.caughtUp()) {
            while (next < acknowledged.size() && acknowledged.get(next).endedAt() - moment.startedAt() < 0) {
                highest = highest.max(number(acknowledged.get(next++)));
            }
            BigInteger seen = moment.seen() == 0
                    ? BigInteger.ZERO
                    : shown.get(moment.seen() - 1).sequenceNumber();
            if (seen.compareTo(highest) < 0) {
                violations.add(pass.shardId() + ": a reader was told at " + seen + " that it had caught up, but "
                        + highest + " had been acknowledged before it asked");
                return;
            }
        }
    }

    private Map<String, List<Attempt>> acknowledgedByShard() {
        Map<String, List<Attempt>> byShard = new HashMap<>();
        for (Attempt attempt : attempts) {
            attempt.acknowledgement()
                    .map(Acknowledgement::shardId)
                    .ifPresent(shard -> byShard.computeIfAbsent(shard, key -> new ArrayList<>())
                            .add(attempt));
        }
        return byShard;
    }

    private static BigInteger number(Attempt attempt) {
        return attempt.acknowledgement().orElseThrow().sequenceNumber();
    }
}
