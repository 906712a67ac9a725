package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.stack.Access;
import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.TestStreams;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ListTagsForStreamResponse;
import software.amazon.awssdk.services.kinesis.model.MetricsName;
import software.amazon.awssdk.services.kinesis.model.MinimumThroughputBillingCommitmentInputStatus;
import software.amazon.awssdk.services.kinesis.model.MinimumThroughputBillingCommitmentOutput;
import software.amazon.awssdk.services.kinesis.model.MinimumThroughputBillingCommitmentOutputStatus;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamDescription;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kinesis.model.Tag;

/** What a stream and the account can be set to, through the AWS SDK for Java 2 in CBOR and in JSON. */
@ExtendWith(SharedStack.class)
class SettingsOperationsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParameterizedTest
    @EnumSource(names = {"APACHE_CBOR", "URL_CONNECTION_JSON"})
    void bothFamiliesOfTagOperationsActOnTheSameTags(Clients kind, StackProcess stack) {
        String stream = streamName("tags", kind);
        try (KinesisClient client = kind.open(stack.access())) {
            client.createStream(
                    request -> request.streamName(stream).shardCount(1).tags(Map.of("born", "with")));
            awaitActive(client, stream);
            client.addTagsToStream(request -> request.streamName(stream).tags(Map.of("team", "blue", "größe", "+1 @")));
            client.tagResource(request -> request.resourceARN(arn(stream)).tags(Map.of("team", "red", "rate", "5 %")));
            assertThat(tags(client.listTagsForResource(request -> request.resourceARN(arn(stream)))
                            .tags()))
                    .containsOnly(
                            entry("born", "with"), entry("größe", "+1 @"), entry("rate", "5 %"), entry("team", "red"));

            client.removeTagsFromStream(request -> request.streamName(stream).tagKeys("größe", "never there"));
            client.untagResource(request -> request.resourceARN(arn(stream)).tagKeys("rate"));
            ListTagsForStreamResponse first = client.listTagsForStream(
                    request -> request.streamName(stream).limit(1));
            assertThat(first.hasMoreTags()).isTrue();
            assertThat(tags(first.tags())).containsOnly(entry("born", "with"));
            ListTagsForStreamResponse last = client.listTagsForStream(
                    request -> request.streamName(stream).exclusiveStartTagKey("born"));
            assertThat(last.hasMoreTags()).isFalse();
            assertThat(tags(last.tags())).containsOnly(entry("team", "red"));
            TestStreams.delete(client, stream);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"APACHE_CBOR", "URL_CONNECTION_JSON"})
    void aStreamHasAtMostFiftyTags(Clients kind, StackProcess stack) {
        String stream = streamName("fifty", kind);
        try (KinesisClient client = kind.open(stack.access())) {
            TestStreams.create(client, stream, 1);
            client.addTagsToStream(request -> request.streamName(stream)
                    .tags(IntStream.range(0, 50).boxed().collect(Collectors.toMap(i -> "key-" + i, i -> ""))));
            client.addTagsToStream(request -> request.streamName(stream).tags(Map.of("key-7", "changed")));
            assertThatThrownBy(() -> client.tagResource(
                            request -> request.resourceARN(arn(stream)).tags(Map.of("one", "more"))))
                    .hasMessageContaining("A resource can have at most 50 tags.");
            TestStreams.delete(client, stream);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"APACHE_CBOR", "URL_CONNECTION_JSON"})
    void retentionGoesUpAndDown(Clients kind, StackProcess stack) {
        String stream = streamName("retention", kind);
        try (KinesisClient client = kind.open(stack.access())) {
            TestStreams.create(client, stream, 1);
            client.increaseStreamRetentionPeriod(
                    request -> request.streamName(stream).retentionPeriodHours(8760));
            assertThat(summary(client, stream).retentionPeriodHours()).isEqualTo(8760);
            client.decreaseStreamRetentionPeriod(
                    request -> request.streamARN(arn(stream)).retentionPeriodHours(48));
            client.decreaseStreamRetentionPeriod(
                    request -> request.streamARN(arn(stream)).retentionPeriodHours(48));
            assertThat(description(client, stream).retentionPeriodHours()).isEqualTo(48);
            TestStreams.delete(client, stream);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"APACHE_CBOR", "URL_CONNECTION_JSON"})
    void shardLevelMetricsAreTurnedOnAndOff(Clients kind, StackProcess stack) {
        String stream = streamName("metrics", kind);
        try (KinesisClient client = kind.open(stack.access())) {
            TestStreams.create(client, stream, 1);
            var enabled = client.enableEnhancedMonitoring(request -> request.streamName(stream)
                    .shardLevelMetrics(MetricsName.INCOMING_BYTES, MetricsName.OUTGOING_BYTES));
            assertThat(enabled.currentShardLevelMetrics()).isEmpty();
            assertThat(enabled.desiredShardLevelMetrics())
                    .containsExactlyInAnyOrder(MetricsName.INCOMING_BYTES, MetricsName.OUTGOING_BYTES);
            var all = client.enableEnhancedMonitoring(
                    request -> request.streamName(stream).shardLevelMetrics(MetricsName.ALL));
            assertThat(all.currentShardLevelMetrics()).hasSize(2);
            assertThat(all.desiredShardLevelMetrics()).hasSize(7);
            assertThat(summary(client, stream).enhancedMonitoring().get(0).shardLevelMetrics())
                    .hasSize(7);
            var disabled = client.disableEnhancedMonitoring(
                    request -> request.streamName(stream).shardLevelMetrics(MetricsName.INCOMING_RECORDS));
            assertThat(disabled.desiredShardLevelMetrics()).hasSize(6).doesNotContain(MetricsName.INCOMING_RECORDS);
            client.disableEnhancedMonitoring(
                    request -> request.streamName(stream).shardLevelMetrics(MetricsName.ALL));
            assertThat(description(client, stream).enhancedMonitoring().get(0).shardLevelMetrics())
                    .isEmpty();
            TestStreams.delete(client, stream);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"APACHE_CBOR", "URL_CONNECTION_JSON"})
    void encryptionIsAStateThatIsReachedByUpdating(Clients kind, StackProcess stack) {
        String stream = streamName("encryption", kind);
        try (KinesisClient client = kind.open(stack.access())) {
            TestStreams.create(client, stream, 1);
            client.startStreamEncryption(request -> request.streamName(stream)
                    .encryptionType(EncryptionType.KMS)
                    .keyId("alias/aws/kinesis"));
            assertThat(summary(client, stream).streamStatus()).isIn(StreamStatus.UPDATING, StreamStatus.ACTIVE);
            putWhateverTheState(client, stream);
            awaitActive(client, stream);
            assertThat(description(client, stream).encryptionType()).isEqualTo(EncryptionType.KMS);
            assertThat(summary(client, stream).keyId()).isEqualTo("alias/aws/kinesis");
            client.stopStreamEncryption(request -> request.streamName(stream)
                    .encryptionType(EncryptionType.KMS)
                    .keyId("alias/aws/kinesis"));
            awaitActive(client, stream);
            assertThat(summary(client, stream).encryptionType()).isEqualTo(EncryptionType.NONE);
            assertThat(summary(client, stream).keyId()).isNull();
            TestStreams.delete(client, stream);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"APACHE_CBOR", "URL_CONNECTION_JSON"})
    void aPolicyIsKeptAsItWasPut(Clients kind, StackProcess stack) {
        String stream = streamName("policy", kind);
        String policy = ("{'Version': '2012-10-17','Statement':[{'Sid':'put','Effect':'Allow',"
                        + "'Principal':{'AWS':'111122223333'},'Action':'kinesis:PutRecord','Resource':'"
                        + arn(stream) + "'}]}")
                .replace('\'', '"');
        try (KinesisClient client = kind.open(stack.access())) {
            TestStreams.create(client, stream, 1);
            assertThat(client.getResourcePolicy(request -> request.resourceARN(arn(stream)))
                            .policy())
                    .isEqualTo("{}");
            client.putResourcePolicy(request -> request.resourceARN(arn(stream)).policy(policy));
            assertThat(client.getResourcePolicy(request -> request.resourceARN(arn(stream)))
                            .policy())
                    .isEqualTo(policy);
            client.deleteResourcePolicy(request -> request.resourceARN(arn(stream)));
            assertThatThrownBy(() -> client.deleteResourcePolicy(request -> request.resourceARN(arn(stream))))
                    .isInstanceOf(ResourceNotFoundException.class);
            assertThat(client.getResourcePolicy(request -> request.resourceARN(arn(stream)))
                            .policy())
                    .isEqualTo("{}");
            TestStreams.delete(client, stream);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"APACHE_CBOR", "URL_CONNECTION_JSON"})
    void theModeChangesTwiceADayAndKeepsTheShards(Clients kind, StackProcess stack) {
        String stream = streamName("mode", kind);
        try (KinesisClient client = kind.open(stack.access())) {
            TestStreams.create(client, stream, 3);
            setMode(client, stream, StreamMode.ON_DEMAND);
            assertThat(summary(client, stream).openShardCount()).isEqualTo(3);
            setMode(client, stream, StreamMode.PROVISIONED);
            assertThatThrownBy(() -> setMode(client, stream, StreamMode.ON_DEMAND))
                    .isInstanceOf(LimitExceededException.class);
            TestStreams.delete(client, stream);
        }
    }

    @Test
    void aStreamOfNeitherCountNorModeScalesByItselfFromFourShards(StackProcess stack) {
        String stream = "mode-of-none";
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access())) {
            client.createStream(request -> request.streamName(stream));
            awaitActive(client, stream);
            assertThat(summary(client, stream).streamModeDetails().streamMode()).isEqualTo(StreamMode.ON_DEMAND);
            assertThat(summary(client, stream).openShardCount()).isEqualTo(4);
            TestStreams.delete(client, stream);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"APACHE_CBOR", "URL_CONNECTION_JSON"})
    void aLargerRecordSizeIsHeededAtOnce(Clients kind, StackProcess stack) {
        String stream = streamName("size", kind);
        SdkBytes large = SdkBytes.fromByteArray(new byte[1536 * 1024]);
        try (KinesisClient client = kind.open(stack.access())) {
            TestStreams.create(client, stream, 1);
            assertThatThrownBy(() -> client.putRecord(request ->
                            request.streamName(stream).partitionKey("k").data(large)))
                    .hasMessageContaining("Member must have length less than or equal to 1048576");
            client.updateMaxRecordSize(request -> request.streamARN(arn(stream)).maxRecordSizeInKiB(2048));
            client.putRecord(
                    request -> request.streamName(stream).partitionKey("k").data(large));
            assertThat(summary(client, stream).maxRecordSizeInKiB()).isEqualTo(2048);
            TestStreams.delete(client, stream);
        }
    }

    /** One test, for the account has one commitment, which can only be given up a day later. */
    @Test
    void warmThroughputNeedsTheCommitmentOfTheAccount(StackProcess stack) {
        String stream = "warm";
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access())) {
            client.createStream(request ->
                    request.streamName(stream).streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND)));
            awaitActive(client, stream);
            assertThat(summary(client, stream).warmThroughput()).isNull();
            assertThat(client.describeAccountSettings(request -> {})
                            .minimumThroughputBillingCommitment()
                            .status())
                    .isEqualTo(MinimumThroughputBillingCommitmentOutputStatus.DISABLED);
            assertThatThrownBy(() -> client.updateStreamWarmThroughput(
                            request -> request.streamName(stream).warmThroughputMiBps(8)))
                    .hasMessageContaining("while MinimumThroughputBillingCommitment is enabled");

            MinimumThroughputBillingCommitmentOutput commitment =
                    commit(client, MinimumThroughputBillingCommitmentInputStatus.ENABLED);
            assertThat(commitment.status()).isEqualTo(MinimumThroughputBillingCommitmentOutputStatus.ENABLED);
            assertThat(Duration.between(commitment.startedAt(), commitment.earliestAllowedEndAt()))
                    .isEqualTo(Duration.ofHours(24));
            var warm = client.updateStreamWarmThroughput(
                    request -> request.streamName(stream).warmThroughputMiBps(8));
            assertThat(warm.warmThroughput().targetMiBps()).isEqualTo(8);
            assertThat(warm.warmThroughput().currentMiBps()).isEqualTo(4);
            awaitActive(client, stream);
            assertThat(summary(client, stream).warmThroughput().targetMiBps()).isEqualTo(8);

            assertThat(commit(client, MinimumThroughputBillingCommitmentInputStatus.DISABLED)
                            .status())
                    .isEqualTo(MinimumThroughputBillingCommitmentOutputStatus.ENABLED_UNTIL_EARLIEST_ALLOWED_END);
            assertThat(commit(client, MinimumThroughputBillingCommitmentInputStatus.ENABLED))
                    .isEqualTo(commitment);
            TestStreams.delete(client, stream);
        }
    }

    private static MinimumThroughputBillingCommitmentOutput commit(
            KinesisClient client, MinimumThroughputBillingCommitmentInputStatus status) {
        return client.updateAccountSettings(
                        request -> request.minimumThroughputBillingCommitment(input -> input.status(status)))
                .minimumThroughputBillingCommitment();
    }

    private static void setMode(KinesisClient client, String stream, StreamMode mode) {
        client.updateStreamMode(
                request -> request.streamARN(arn(stream)).streamModeDetails(details -> details.streamMode(mode)));
        awaitActive(client, stream);
        assertThat(summary(client, stream).streamModeDetails().streamMode()).isEqualTo(mode);
    }

    private static void putWhateverTheState(KinesisClient client, String stream) {
        client.putRecord(request ->
                request.streamName(stream).partitionKey("k").data(SdkBytes.fromUtf8String("while it is updated")));
    }

    private static void awaitActive(KinesisClient client, String stream) {
        await().atMost(PATIENCE).until(() -> summary(client, stream).streamStatus() == StreamStatus.ACTIVE);
    }

    private static StreamDescriptionSummary summary(KinesisClient client, String stream) {
        return client.describeStreamSummary(request -> request.streamName(stream))
                .streamDescriptionSummary();
    }

    private static StreamDescription description(KinesisClient client, String stream) {
        return client.describeStream(request -> request.streamName(stream)).streamDescription();
    }

    private static Map<String, String> tags(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private static String arn(String stream) {
        return "arn:aws:kinesis:us-east-1:" + Access.ACCOUNT + ":stream/" + stream;
    }

    private static String streamName(String topic, Clients kind) {
        return "settings-" + topic + "-" + kind.name().toLowerCase(Locale.ROOT);
    }
}
