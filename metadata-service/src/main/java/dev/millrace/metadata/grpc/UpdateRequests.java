package dev.millrace.metadata.grpc;

import dev.millrace.internal.metadata.v1.ModeUpdate;
import dev.millrace.internal.metadata.v1.UpdateStreamRequest;
import dev.millrace.metadata.account.AccountSettings;
import dev.millrace.metadata.account.ThroughputCommitment;
import dev.millrace.metadata.stream.StreamUpdate;
import dev.millrace.metadata.stream.setting.RecordSize;
import dev.millrace.metadata.stream.setting.ShardLevelMetrics;
import dev.millrace.metadata.stream.setting.StreamCapacity;
import dev.millrace.metadata.stream.setting.StreamEncryption;
import dev.millrace.metadata.stream.setting.StreamPolicy;
import dev.millrace.metadata.stream.setting.StreamRetention;
import dev.millrace.metadata.stream.setting.StreamTags;
import dev.millrace.stream.StreamMode;
import java.util.OptionalInt;
import reactor.core.publisher.Mono;

/** Which rule an update is: every update that can be asked for, as one table. */
public record UpdateRequests(
        StreamTags tags,
        StreamRetention retention,
        StreamEncryption encryption,
        StreamPolicy policy,
        StreamCapacity capacity,
        AccountSettings account) {

    Mono<StreamUpdate> toUpdate(UpdateStreamRequest request) {
        return switch (request.getUpdateCase()) {
            case ADD_TAGS -> Mono.just(tags.add(request.getAddTags().getTagsMap()));
            case REMOVE_TAGS -> Mono.just(tags.remove(request.getRemoveTags().getKeysList()));
            case INCREASE_RETENTION_HOURS -> Mono.just(retention.increase(request.getIncreaseRetentionHours()));
            case DECREASE_RETENTION_HOURS -> Mono.just(retention.decrease(request.getDecreaseRetentionHours()));
            case ENABLE_METRICS ->
                Mono.just(ShardLevelMetrics.enable(request.getEnableMetrics().getNamesList()));
            case DISABLE_METRICS ->
                Mono.just(ShardLevelMetrics.disable(request.getDisableMetrics().getNamesList()));
            case START_ENCRYPTION -> Mono.just(encryption.start(request.getStartEncryption()));
            case STOP_ENCRYPTION -> Mono.just(encryption.stop());
            case PUT_POLICY -> Mono.just(policy.put(request.getPutPolicy()));
            case DELETE_POLICY -> Mono.just(policy.delete());
            case MODE -> modeUpdate(request.getMode());
            case WARM_MIBPS ->
                account.commitment()
                        .map(commitment -> capacity.updateWarmThroughput(request.getWarmMibps(), commitment));
            case MAX_RECORD_KIB -> Mono.just(RecordSize.update(request.getMaxRecordKib()));
            case DISTRIBUTED_BY_SERVICE ->
                Mono.just(capacity.updateDistribution(CatalogRequests.distribution(request.getDistributedByService())));
            case UPDATE_NOT_SET -> Mono.error(CatalogRequests.unusable("an unknown update"));
        };
    }

    private Mono<StreamUpdate> modeUpdate(ModeUpdate update) {
        StreamMode mode = CatalogRequests.streamMode(update.getMode());
        if (!update.hasWarmMibps()) {
            return Mono.just(capacity.updateMode(mode, OptionalInt.empty(), ThroughputCommitment.NONE));
        }
        OptionalInt warmMibps = OptionalInt.of(update.getWarmMibps());
        return account.commitment().map(commitment -> capacity.updateMode(mode, warmMibps, commitment));
    }
}
