package dev.millrace.internal.shard;

import dev.millrace.internal.shard.v1.SubscriptionEvent;
import java.util.concurrent.Executor;

/** Where whoever subscribes to a shard keeps its events, of which there may be more than fit. */
public interface EventRoom {
    /**
     * What runs the requests for events of the next call to an owner, at once or when there is room. Of the call before nothing is kept
     * any more.
     */
    Executor ofNextCall();

    /** Takes an event that has come; false when there is no room for it: it is let go then, and asked for again. */
    boolean take(SubscriptionEvent event);
}
