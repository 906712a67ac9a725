package dev.millrace.gateway.audit.event;

import dev.millrace.gateway.streams.StreamTokens;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.protocol.message.ConsumerAddressed;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.MissingMemberException;
import dev.millrace.protocol.message.ResourceAddressed;
import dev.millrace.protocol.message.StreamAddressed;
import dev.millrace.protocol.message.StreamToken;
import dev.millrace.protocol.message.TokenAddressed;
import dev.millrace.stream.ConsumerArn;
import dev.millrace.stream.StreamArn;
import dev.millrace.stream.StreamName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What requests to Kinesis are about, whether it exists or not. What is no ARN and no name is not recorded. */
public final class KinesisResources {
    private final Streams streams;
    private final StreamTokens tokens;

    public KinesisResources(Streams streams, StreamTokens tokens) {
        this.streams = streams;
        this.tokens = tokens;
    }

    /** Empty for a request about nothing in particular. */
    public Optional<AuditedResource> of(KinesisRequest request) {
        try {
            StreamToken token = request instanceof TokenAddressed named ? named.streamToken() : null;
            if (token != null) {
                return tokens.streamOf(token).map(name -> stream(streams.arnOf(name)));
            }
            if (request instanceof ConsumerAddressed consumer) {
                return ofArn(consumer.consumerArn()).or(() -> ofArn(consumer.streamArn()));
            }
            if (request instanceof ResourceAddressed resource) {
                return ofArn(resource.resourceArn());
            }
            return request instanceof StreamAddressed stream
                    ? ofArn(stream.streamArn()).or(() -> ofName(stream.streamName()))
                    : Optional.empty();
        } catch (MissingMemberException incomplete) {
            return Optional.empty();
        }
    }

    private Optional<AuditedResource> ofName(@Nullable String name) {
        return name != null && StreamName.isLegal(name)
                ? Optional.of(stream(streams.arnOf(new StreamName(name))))
                : Optional.empty();
    }

    private static Optional<AuditedResource> ofArn(@Nullable String arn) {
        if (arn == null) {
            return Optional.empty();
        }
        return StreamArn.parse(arn)
                .map(KinesisResources::stream)
                .or(() -> ConsumerArn.parse(arn)
                        .map(consumer -> new AuditedResource(AuditedResource.CONSUMER, consumer.toString())));
    }

    private static AuditedResource stream(StreamArn arn) {
        return new AuditedResource(AuditedResource.STREAM, arn.toString());
    }
}
