package dev.millrace.metadata.kms.operation;

import com.google.protobuf.Message;
import dev.millrace.internal.kms.v1.EmptyResult;
import dev.millrace.internal.kms.v1.KmsCall;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.kms.KeyChange;
import dev.millrace.metadata.kms.KeyView;
import dev.millrace.metadata.kms.model.KeyEntry;
import reactor.core.publisher.Mono;

/** One operation of KMS. */
@FunctionalInterface
public interface KmsOperation {
    /** What it comes to, the change as it was made; or a KeyException, which may be thrown as well. */
    Mono<Decision<KeyChange, Message>> perform(KmsCall call);

    /** One that is a rule without I/O: it may be applied more than once, each time to the keys as they then are. */
    @FunctionalInterface
    interface Rule {
        Decision<KeyChange, Message> decide(KeyView view, KmsCall call);
    }

    /** An entry is new or has changed, and there is nothing to tell. */
    static Decision<KeyChange, Message> done(KeyEntry changed) {
        return put(changed, EmptyResult.getDefaultInstance());
    }

    static Decision<KeyChange, Message> put(KeyEntry changed, Message answer) {
        return Decision.change(new KeyChange.Put(changed), answer);
    }

    static Decision<KeyChange, Message> gone(KeyEntry removed) {
        return Decision.change(new KeyChange.Remove(removed.id()), EmptyResult.getDefaultInstance());
    }

    /** It was a question. */
    static Decision<KeyChange, Message> answer(Message answer) {
        return Decision.unchanged(answer);
    }
}
