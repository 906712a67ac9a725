package dev.millrace.protocol.message;

import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.protocol.wire.WireReader;
import dev.millrace.protocol.wire.WireTypeException;
import tools.jackson.core.JacksonException;

/** Bodies to typed requests. Reads the whole body, so that a malformed one is known as such whatever else is wrong. */
public final class RequestDecoder {

    private RequestDecoder() {}

    /** Reads a body; never throws for anything that the body holds. */
    public static Decoded decode(Operation operation, WireFormat format, byte[] body, int offset, int length) {
        if (!format.mayBeParsed(body, offset, length)) {
            return Decoded.MALFORMED;
        }
        try (WireReader in = WireReader.open(format, body, offset, length)) {
            try {
                in.begin();
                KinesisRequest request = read(operation, in);
                return in.isWellFormedToTheEnd() ? new Decoded.Typed(request) : Decoded.MALFORMED;
            } catch (WireTypeException e) {
                return in.isWellFormedToTheEnd()
                        ? new Decoded.Mistyped(RequestErrors.wrongType(e.getMessage()))
                        : Decoded.MALFORMED;
            }
        } catch (JacksonException e) {
            return Decoded.MALFORMED;
        }
    }

    /** Whether the body parses at all, which comes before the question of the operation. */
    public static boolean isWellFormed(WireFormat format, byte[] body, int offset, int length) {
        if (!format.mayBeParsed(body, offset, length)) {
            return false;
        }
        try (WireReader in = WireReader.open(format, body, offset, length)) {
            in.begin();
            return in.isWellFormedToTheEnd();
        } catch (JacksonException e) {
            return false;
        }
    }

    /** A switch expression over all operations: a forgotten one does not compile. */
    private static KinesisRequest read(Operation operation, WireReader in) {
        return switch (operation) {
            case ADD_TAGS_TO_STREAM -> AddTagsToStreamRequest.read(in);
            case CREATE_STREAM -> CreateStreamRequest.read(in);
            case DECREASE_STREAM_RETENTION_PERIOD -> DecreaseStreamRetentionPeriodRequest.read(in);
            case DELETE_RESOURCE_POLICY -> DeleteResourcePolicyRequest.read(in);
            case DELETE_STREAM -> DeleteStreamRequest.read(in);
            case DEREGISTER_STREAM_CONSUMER -> DeregisterStreamConsumerRequest.read(in);
            case DESCRIBE_ACCOUNT_SETTINGS -> DescribeAccountSettingsRequest.read(in);
            case DESCRIBE_LIMITS -> DescribeLimitsRequest.read(in);
            case DESCRIBE_STREAM -> DescribeStreamRequest.read(in);
            case DESCRIBE_STREAM_CONSUMER -> DescribeStreamConsumerRequest.read(in);
            case DESCRIBE_STREAM_SUMMARY -> DescribeStreamSummaryRequest.read(in);
            case DISABLE_ENHANCED_MONITORING -> DisableEnhancedMonitoringRequest.read(in);
            case ENABLE_ENHANCED_MONITORING -> EnableEnhancedMonitoringRequest.read(in);
            case GET_RECORDS -> GetRecordsRequest.read(in);
            case GET_RESOURCE_POLICY -> GetResourcePolicyRequest.read(in);
            case GET_SHARD_ITERATOR -> GetShardIteratorRequest.read(in);
            case INCREASE_STREAM_RETENTION_PERIOD -> IncreaseStreamRetentionPeriodRequest.read(in);
            case LIST_SHARDS -> ListShardsRequest.read(in);
            case LIST_STREAM_CONSUMERS -> ListStreamConsumersRequest.read(in);
            case LIST_STREAMS -> ListStreamsRequest.read(in);
            case LIST_TAGS_FOR_RESOURCE -> ListTagsForResourceRequest.read(in);
            case LIST_TAGS_FOR_STREAM -> ListTagsForStreamRequest.read(in);
            case MERGE_SHARDS -> MergeShardsRequest.read(in);
            case PUT_RECORD -> PutRecordRequest.read(in);
            case PUT_RECORDS -> PutRecordsRequest.read(in);
            case PUT_RESOURCE_POLICY -> PutResourcePolicyRequest.read(in);
            case REGISTER_STREAM_CONSUMER -> RegisterStreamConsumerRequest.read(in);
            case REMOVE_TAGS_FROM_STREAM -> RemoveTagsFromStreamRequest.read(in);
            case SPLIT_SHARD -> SplitShardRequest.read(in);
            case START_STREAM_ENCRYPTION -> StartStreamEncryptionRequest.read(in);
            case STOP_STREAM_ENCRYPTION -> StopStreamEncryptionRequest.read(in);
            case SUBSCRIBE_TO_SHARD -> SubscribeToShardRequest.read(in);
            case TAG_RESOURCE -> TagResourceRequest.read(in);
            case UNTAG_RESOURCE -> UntagResourceRequest.read(in);
            case UPDATE_ACCOUNT_SETTINGS -> UpdateAccountSettingsRequest.read(in);
            case UPDATE_MAX_RECORD_SIZE -> UpdateMaxRecordSizeRequest.read(in);
            case UPDATE_SHARD_COUNT -> UpdateShardCountRequest.read(in);
            case UPDATE_STREAM_MODE -> UpdateStreamModeRequest.read(in);
            case UPDATE_STREAM_RECORD_DISTRIBUTION_STRATEGY -> UpdateStreamRecordDistributionStrategyRequest.read(in);
            case UPDATE_STREAM_WARM_THROUGHPUT -> UpdateStreamWarmThroughputRequest.read(in);
        };
    }
}
