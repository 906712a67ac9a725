package dev.millrace.metadata.kms.operation;

import com.google.protobuf.Message;
import dev.millrace.internal.kms.v1.EmptyResult;
import dev.millrace.internal.kms.v1.KmsCall;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.kms.KeyView;
import dev.millrace.metadata.kms.model.KeyEntry;
import reactor.core.publisher.Mono;

/** One operation of KMS. */
@FunctionalInterface
public interface KmsOperation {
    /** What it comes to, the change as it was made; or a KeyException, which may be thrown as well. */
    Mono<Decision<KeyEntry, Message>> perform(KmsCall call);

    /** One that is a rule without I/O: it may be applied more than once, each time to the keys as they then are. */
    @FunctionalInterface
    interface Rule {
        Decision<KeyEntry, Message> decide(KeyView view, KmsCall call);
    }

    /** An entry is new or has changed, and there is nothing to tell. */
    static Decision<KeyEntry, Message> done(KeyEntry changed) {
        return put(changed, EmptyResult.getDefaultInstance());
    }

    static Decision<KeyEntry, Message> put(KeyEntry changed, Message answer) {
        return Decision.put(changed, answer);
    }

    static Decision<KeyEntry, Message> gone(KeyEntry removed) {
        return Decision.remove(removed.id(), EmptyResult.getDefaultInstance());
    }

    /** It was a question. */
    static Decision<KeyEntry, Message> answer(Message answer) {
        return Decision.unchanged(answer);
    }
}
