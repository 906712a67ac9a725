package dev.millrace.gateway.access;

import dev.millrace.protocol.message.CreateStreamRequest;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.MissingMemberException;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.RegisterStreamConsumerRequest;
import dev.millrace.stream.ConsumerArn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller that creates something with tags must be allowed besides: the operation that would set them on what it creates.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html">CreateStream</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RegisterStreamConsumer.html">RegisterStreamConsumer</a>
 */
record TagsAtCreation(Operation operation, Target target) {
    /**
     * Empty for a request that sets none.
     *
     * @param target what the request is about
     */
    static Optional<TagsAtCreation> of(KinesisRequest request, Target target, Instant now) {
        if (request instanceof CreateStreamRequest create && has(create.tags())) {
            return Optional.of(new TagsAtCreation(Operation.ADD_TAGS_TO_STREAM, target));
        }
        if (request instanceof RegisterStreamConsumerRequest register && has(register.tags())) {
            return Optional.of(new TagsAtCreation(Operation.TAG_RESOURCE, consumer(register, target, now)));
        }
        return Optional.empty();
    }

    private static boolean has(@Nullable Map<String, String> tags) {
        return tags != null && !tags.isEmpty();
    }

    private static Target consumer(RegisterStreamConsumerRequest register, Target target, Instant now) {
        if (!(target instanceof Target.OfStream of)) {
            return target;
        }
        try {
            String name = register.consumerName();
            return new Target.OfConsumerName(of.stream(), name, List.of(ConsumerArn.of(of.stream(), name, now)));
        } catch (MissingMemberException incomplete) {
            return target;
        }
    }
}
