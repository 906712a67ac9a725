package dev.millrace.gateway.access;

import dev.millrace.stream.ConsumerArn;
import dev.millrace.stream.StreamArn;

/** What a request is done to. */
sealed interface Target {
    /** As policies name it. */
    String arn();

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

    /** Something that is not here, or nowhere. */
    record Elsewhere(String arn, String account) implements Target {}
}
