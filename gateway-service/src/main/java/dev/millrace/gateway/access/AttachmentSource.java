package dev.millrace.gateway.access;

import dev.millrace.gateway.caller.SilentDenialLog;
import dev.millrace.gateway.streams.ConsumerCalls;
import dev.millrace.gateway.streams.RegisteredConsumers;
import dev.millrace.gateway.streams.StreamCatalogCalls;
import dev.millrace.internal.consumer.v1.Consumer;
import dev.millrace.policy.PolicyDocument;
import dev.millrace.policy.PolicyFormatException;
import dev.millrace.policy.PolicyKind;
import dev.millrace.policy.ResourcePolicy;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Reads what is attached to streams and consumers from the services that keep it. */
final class AttachmentSource {
    private static final Logger log = LoggerFactory.getLogger(AttachmentSource.class);
    /** A compiled policy takes several times the room of its text. */
    private static final int COMPILED = 8;

    private final StreamCatalogCalls catalog;
    private final RegisteredConsumers consumers;
    private final ConsumerCalls registry;

    AttachmentSource(StreamCatalogCalls catalog, RegisteredConsumers consumers, ConsumerCalls registry) {
        this.catalog = catalog;
        this.consumers = consumers;
        this.registry = registry;
    }

    /** What is attached now; nothing to what does not exist. */
    Mono<Attachments> read(Target target) {
        return Mono.defer(() -> find(target))
                .onErrorResume(
                        KinesisException.class,
                        error -> error.type() == ErrorType.RESOURCE_NOT_FOUND
                                ? Mono.just(Attachments.NONE)
                                : Mono.error(error));
    }

    private Mono<Attachments> find(Target target) {
        if (target instanceof Target.OfStream of) {
            return catalog.settings(of.stream().name())
                    .map(settings -> compile(
                            of.arn(),
                            settings.getTagsMap(),
                            settings.hasPolicy() ? Optional.of(settings.getPolicy()) : Optional.empty()));
        }
        if (target instanceof Target.OfConsumer of) {
            return consumers
                    .named(of.consumer())
                    .flatMap(named -> registry.find(named.key()))
                    .map(consumer -> compile(of.arn(), consumer.getTagsMap(), policyOf(consumer)));
        }
        return Mono.just(Attachments.NONE);
    }

    private static Optional<String> policyOf(Consumer consumer) {
        return Optional.of(consumer.getPolicy()).filter(policy -> !policy.isEmpty());
    }

    private static Attachments compile(String arn, Map<String, String> tags, Optional<String> policy) {
        int weight = COMPILED * policy.map(String::length).orElse(0)
                + tags.entrySet().stream()
                        .mapToInt(tag -> tag.getKey().length() + tag.getValue().length())
                        .sum();
        return new Attachments(tags, policy.map(text -> compile(arn, text)), true, weight);
    }

    /** It was found to compile before it was stored. Should it not any more, what it would have denied is not known. */
    private static ResourcePolicy compile(String arn, String policy) {
        try {
            PolicyDocument document = PolicyDocument.parse(PolicyKind.RESOURCE, policy);
            SilentDenialLog.tell(arn, document);
            return ResourcePolicy.additional(arn, document);
        } catch (PolicyFormatException e) {
            log.error("The policy of {} does not compile: {}", arn, e.getMessage());
            throw new KinesisException(ErrorType.INTERNAL_FAILURE, "The policy of the resource cannot be read.");
        }
    }
}
