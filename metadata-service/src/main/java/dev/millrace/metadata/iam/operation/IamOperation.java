package dev.millrace.metadata.iam.operation;

import com.google.protobuf.Message;
import dev.millrace.internal.iam.v1.EmptyResult;
import dev.millrace.internal.iam.v1.IamCall;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.iam.AccountView;
import dev.millrace.metadata.iam.model.Identity;

/** One operation of IAM, as a rule without I/O: it may be applied more than once, each time to the account as it then is. */
@FunctionalInterface
public interface IamOperation {
    /**
     * What it comes to. An operation without a result answers {@link #done} or {@link #gone}.
     *
     * @throws dev.millrace.identity.IdentityException when it is refused
     */
    Decision<Identity, ? extends Message> perform(AccountView account, IamCall call);

    /** An identity has changed, and there is nothing to tell. */
    static Decision<Identity, Message> done(Identity changed) {
        return Decision.put(changed, EmptyResult.getDefaultInstance());
    }

    static Decision<Identity, Message> gone(Identity removed) {
        return Decision.remove(removed.id(), EmptyResult.getDefaultInstance());
    }

    /** All is as it should become. */
    static Decision<Identity, Message> nothing() {
        return Decision.unchanged(EmptyResult.getDefaultInstance());
    }
}
