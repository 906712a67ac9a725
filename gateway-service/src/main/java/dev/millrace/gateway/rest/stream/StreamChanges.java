package dev.millrace.gateway.rest.stream;

import dev.millrace.gateway.rest.RestCalls;
import dev.millrace.gateway.rest.stream.StreamPatch.EncryptionPatch;
import dev.millrace.protocol.message.AddTagsToStreamRequest;
import dev.millrace.protocol.message.DecreaseStreamRetentionPeriodRequest;
import dev.millrace.protocol.message.DescribeStreamSummaryResponse;
import dev.millrace.protocol.message.DisableEnhancedMonitoringRequest;
import dev.millrace.protocol.message.EnableEnhancedMonitoringRequest;
import dev.millrace.protocol.message.IncreaseStreamRetentionPeriodRequest;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.RemoveTagsFromStreamRequest;
import dev.millrace.protocol.message.StartStreamEncryptionRequest;
import dev.millrace.protocol.message.StopStreamEncryptionRequest;
import dev.millrace.protocol.message.StreamModeDetails;
import dev.millrace.protocol.message.UpdateMaxRecordSizeRequest;
import dev.millrace.protocol.message.UpdateShardCountRequest;
import dev.millrace.protocol.message.UpdateStreamModeRequest;
import dev.millrace.protocol.message.UpdateStreamRecordDistributionStrategyRequest;
import dev.millrace.protocol.message.UpdateStreamWarmThroughputRequest;
import dev.millrace.stream.EncryptionType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the calls that a patch takes: those that are done at once first, the one that can take minutes last. */
final class StreamChanges {
    private static final String UNIFORM = "UNIFORM_SCALING";
    private static final String ALL_METRICS = "ALL";

    private final RestCalls calls;
    private final ScalingPolicies policies;
    private final String stream;
    private final String arn;
    private final StreamPatch patch;
    private final Optional<DescribeStreamSummaryResponse> present;
    private final List<StreamChange> changes = new ArrayList<>();

    StreamChanges(
            RestCalls calls,
            ScalingPolicies policies,
            String stream,
            String arn,
            StreamPatch patch,
            Optional<DescribeStreamSummaryResponse> present) {
        this.calls = calls;
        this.policies = policies;
        this.stream = stream;
        this.arn = arn;
        this.patch = patch;
        this.present = present;
    }

    List<StreamChange> inOrder() {
        tags();
        present.ifPresent(now -> {
            retention(now.retentionPeriodHours());
            monitoring(now.shardLevelMetrics());
        });
        if (patch.maxRecordSizeInKib() != null) {
            add("maxRecordSizeInKib", new UpdateMaxRecordSizeRequest(arn, patch.maxRecordSizeInKib()));
        }
        present.ifPresent(this::encryption);
        mode();
        scalingPolicy();
        if (patch.shardCount() != null) {
            add("shardCount", new UpdateShardCountRequest(stream, patch.shardCount(), UNIFORM, null));
        }
        return List.copyOf(changes);
    }

    private void tags() {
        Map<String, String> added = new LinkedHashMap<>();
        List<String> removed = new ArrayList<>();
        if (patch.tags() != null) {
            patch.tags().forEach((key, value) -> {
                if (value == null) {
                    removed.add(key);
                } else {
                    added.put(key, value);
                }
            });
        }
        if (!removed.isEmpty()) {
            add("tags", new RemoveTagsFromStreamRequest(stream, removed, null));
        }
        if (!added.isEmpty()) {
            add("tags", new AddTagsToStreamRequest(stream, added, null));
        }
    }

    private void retention(int hoursNow) {
        Integer hours = patch.retentionHours();
        if (hours != null && hours != hoursNow) {
            add(
                    "retentionHours",
                    hours > hoursNow
                            ? new IncreaseStreamRetentionPeriodRequest(stream, hours, null)
                            : new DecreaseStreamRetentionPeriodRequest(stream, hours, null));
        }
    }

    private void monitoring(List<String> metricsNow) {
        List<String> wanted = patch.shardLevelMetrics();
        if (wanted == null) {
            return;
        }
        List<String> added =
                wanted.stream().filter(metric -> !metricsNow.contains(metric)).toList();
        List<String> removed = wanted.contains(ALL_METRICS)
                ? List.of()
                : metricsNow.stream().filter(metric -> !wanted.contains(metric)).toList();
        if (!removed.isEmpty()) {
            add("shardLevelMetrics", new DisableEnhancedMonitoringRequest(stream, removed, null));
        }
        if (!added.isEmpty()) {
            add("shardLevelMetrics", new EnableEnhancedMonitoringRequest(stream, added, null));
        }
    }

    private void encryption(DescribeStreamSummaryResponse now) {
        EncryptionPatch wanted = patch.encryption();
        if (wanted == null) {
            return;
        }
        if (!EncryptionType.NONE.name().equals(wanted.type())) {
            add("encryption", new StartStreamEncryptionRequest(stream, wanted.type(), wanted.keyId(), null));
        } else if (now.encryption() != EncryptionType.NONE) {
            String key = wanted.keyId() == null ? now.keyId() : wanted.keyId();
            add(
                    "encryption",
                    new StopStreamEncryptionRequest(stream, now.encryption().name(), key, null));
        }
    }

    private void mode() {
        Integer warm = patch.warmThroughputMibps();
        if (patch.mode() != null) {
            add("mode", new UpdateStreamModeRequest(arn, new StreamModeDetails(patch.mode()), warm));
        } else if (warm != null) {
            add("warmThroughputMibps", new UpdateStreamWarmThroughputRequest(null, stream, warm));
        }
        String strategy = patch.recordDistributionStrategy();
        if (strategy != null) {
            add("recordDistributionStrategy", new UpdateStreamRecordDistributionStrategyRequest(arn, strategy));
        }
    }

    private void scalingPolicy() {
        if (patch.scalingPolicy() != null) {
            ScalingPolicyView policy = patch.scalingPolicy().policy();
            changes.add(new StreamChange(
                    "scalingPolicy", policy == null ? policies.delete(stream) : policies.put(stream, policy)));
        }
    }

    private void add(String member, KinesisRequest request) {
        changes.add(new StreamChange(member, calls.perform(request).then()));
    }
}
