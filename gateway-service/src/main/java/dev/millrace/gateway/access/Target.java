package dev.millrace.gateway.access;

import dev.millrace.stream.ConsumerArn;
import dev.millrace.stream.StreamArn;
import java.util.List;
import java.util.stream.Stream;

/** What a request is done to. */
sealed interface Target {
    /** As policies name it. */
    String arn();

    /**
     * All forms that policies may name it by. It may be used if they allow it in one of them, and deny it in none; refusals name
     * the first.
     */
    default List<String> arns() {
        return List.of(arn());
    }

    /** What has tags and a policy that count for it. */
    default Target attachedTo() {
        return this;
    }

    /** Whose it is: 12 digits. */
    String account();

    /** Nothing in particular: {@code *}. */
    record Anything(String account) implements Target {
        @Override
        public String arn() {
            return "*";
        }
    }

    /** A stream of this account, whether it exists or not. */
    record OfStream(StreamArn stream) implements Target {
        @Override
        public String arn() {
            return stream.toString();
        }

        @Override
        public String account() {
            return stream.accountId();
        }
    }

    /** A consumer of a stream of this account, whether it exists or not. */
    record OfConsumer(ConsumerArn consumer) implements Target {
        @Override
        public String arn() {
            return consumer.toString();
        }

        @Override
        public String account() {
            return consumer.stream().accountId();
        }
    }

    /**
     * A consumer of a stream of this account as it is named by callers that do not name its life: without the second that it was
     * made in, as AWS asks about it.
     *
     * @param lives which it may be: the one that exists, or the one that is to be registered
     */
    record OfConsumerName(StreamArn stream, String name, List<ConsumerArn> lives) implements Target {
        public OfConsumerName {
            lives = List.copyOf(lives);
        }

        @Override
        public String arn() {
            return stream + "/consumer/" + name;
        }

        @Override
        public List<String> arns() {
            return Stream.concat(Stream.of(arn()), lives.stream().map(ConsumerArn::toString))
                    .toList();
        }

        @Override
        public Target attachedTo() {
            return lives.isEmpty() ? new Anything(account()) : new OfConsumer(lives.get(0));
        }

        @Override
        public String account() {
            return stream.accountId();
        }
    }

    /** Something that is not here, or nowhere. */
    record Elsewhere(String arn, String account) implements Target {}
}
