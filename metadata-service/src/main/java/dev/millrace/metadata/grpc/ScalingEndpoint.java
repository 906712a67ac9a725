package dev.millrace.metadata.grpc;

import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.metadata.v1.DeleteScalingPolicyReply;
import dev.millrace.internal.metadata.v1.DeleteScalingPolicyRequest;
import dev.millrace.internal.metadata.v1.GetScalingPolicyReply;
import dev.millrace.internal.metadata.v1.GetScalingPolicyRequest;
import dev.millrace.internal.metadata.v1.PutScalingPolicyReply;
import dev.millrace.internal.metadata.v1.PutScalingPolicyRequest;
import dev.millrace.internal.metadata.v1.ReportWriteRatesReply;
import dev.millrace.internal.metadata.v1.ReportWriteRatesRequest;
import dev.millrace.internal.metadata.v1.ScalingGrpc.ScalingImplBase;
import dev.millrace.internal.metadata.v1.ShardWriteRate;
import dev.millrace.metadata.scaling.AutomaticScaling;
import dev.millrace.metadata.scaling.WriteRate;
import dev.millrace.metadata.scaling.WriteRateStore;
import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.metadata.stream.StreamCatalog;
import dev.millrace.metadata.stream.plan.ScalingPolicy;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.service.Answers;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamName;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The service {@code Scaling}: messages in and out, nothing else. */
public final class ScalingEndpoint extends ScalingImplBase {
    private static final int WRITTEN_AT_ONCE = 32;

    private final StreamCatalog catalog;
    private final WriteRateStore rates;
    private final AutomaticScaling scaling;
    private final Duration rateValidFor;

    /** @param rateValidFor how long a reported rate counts */
    public ScalingEndpoint(
            StreamCatalog catalog, WriteRateStore rates, AutomaticScaling scaling, Duration rateValidFor) {
        this.catalog = catalog;
        this.rates = rates;
        this.scaling = scaling;
        this.rateValidFor = rateValidFor;
    }

    @Override
    public void reportWriteRates(ReportWriteRatesRequest request, StreamObserver<ReportWriteRatesReply> answer) {
        Mono<Void> kept = Flux.fromIterable(request.getRatesList())
                .flatMap(this::keep, WRITTEN_AT_ONCE)
                .then();
        Answers.send(kept.thenReturn(ReportWriteRatesReply.getDefaultInstance()), answer);
    }

    private Mono<Void> keep(ShardWriteRate rate) {
        ShardKey shard = new ShardKey(StreamMessages.toStreamId(rate.getStreamId()), rate.getShard());
        return rates.put(shard, new WriteRate(rate.getBytesPerSecond(), rate.getRecordsPerSecond()), rateValidFor)
                .doOnSuccess(kept -> scaling.written(shard.stream()));
    }

    @Override
    public void putScalingPolicy(PutScalingPolicyRequest request, StreamObserver<PutScalingPolicyReply> answer) {
        Mono<Void> put = Mono.defer(() ->
                replace(CatalogRequests.streamName(request.getStreamName()), Optional.of(policy(request.getPolicy()))));
        Answers.send(put.thenReturn(PutScalingPolicyReply.getDefaultInstance()), answer);
    }

    @Override
    public void deleteScalingPolicy(
            DeleteScalingPolicyRequest request, StreamObserver<DeleteScalingPolicyReply> answer) {
        Mono<Void> deleted =
                Mono.defer(() -> replace(CatalogRequests.streamName(request.getStreamName()), Optional.empty()));
        Answers.send(deleted.thenReturn(DeleteScalingPolicyReply.getDefaultInstance()), answer);
    }

    private Mono<Void> replace(StreamName name, Optional<ScalingPolicy> policy) {
        return catalog.update(name, (entry, usage) -> entry.withScalingPolicy(policy))
                .then();
    }

    @Override
    public void getScalingPolicy(GetScalingPolicyRequest request, StreamObserver<GetScalingPolicyReply> answer) {
        Mono<CatalogEntry> found = Mono.defer(() -> catalog.entry(CatalogRequests.streamName(request.getStreamName())));
        Answers.send(found.map(ScalingEndpoint::toReply), answer);
    }

    private static GetScalingPolicyReply toReply(CatalogEntry entry) {
        GetScalingPolicyReply.Builder reply = GetScalingPolicyReply.newBuilder();
        entry.scalingPolicy().ifPresent(policy -> reply.setPolicy(toMessage(policy)));
        return reply.build();
    }

    private static dev.millrace.internal.metadata.v1.ScalingPolicy toMessage(ScalingPolicy policy) {
        return dev.millrace.internal.metadata.v1.ScalingPolicy.newBuilder()
                .setScaleUpAbove(policy.scaleUpAbove())
                .setScaleDownBelow(policy.scaleDownBelow())
                .setUpAfterSeconds(policy.upAfter().toSeconds())
                .setDownAfterSeconds(policy.downAfter().toSeconds())
                .setCoolOffSeconds(policy.coolOff().toSeconds())
                .setMinShards(policy.minShards())
                .setMaxShards(policy.maxShards())
                .build();
    }

    private static ScalingPolicy policy(dev.millrace.internal.metadata.v1.ScalingPolicy message) {
        try {
            return new ScalingPolicy(
                    message.getScaleUpAbove(),
                    message.getScaleDownBelow(),
                    Duration.ofSeconds(message.getUpAfterSeconds()),
                    Duration.ofSeconds(message.getDownAfterSeconds()),
                    Duration.ofSeconds(message.getCoolOffSeconds()),
                    message.getMinShards(),
                    message.getMaxShards());
        } catch (IllegalArgumentException e) {
            throw new KinesisException(ErrorType.INVALID_ARGUMENT, "Invalid scaling policy: " + e.getMessage() + ".");
        }
    }
}
