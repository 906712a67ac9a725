package dev.millrace.shard.grpc;

import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.shard.refusal.RefusalReason;

/** The reasons of a refusal as callers are told them. */
final class Refusals {
    private Refusals() {}

    static Refusal toMessage(RefusalReason reason) {
        return switch (reason) {
            case NONE -> Refusal.NONE;
            case NOT_OWNER -> Refusal.NOT_OWNER;
            case THROTTLED -> Refusal.THROTTLED;
            case UNKNOWN_SHARD -> Refusal.UNKNOWN_SHARD;
            case SHARD_CLOSED -> Refusal.SHARD_CLOSED;
            case ORDERING_VIOLATED -> Refusal.ORDERING_VIOLATED;
            case OVERLOADED -> Refusal.OVERLOADED;
            case UNKNOWN_OUTCOME -> Refusal.UNKNOWN_OUTCOME;
            case UNAVAILABLE -> Refusal.UNAVAILABLE;
            case KEY_DISABLED -> Refusal.KEY_DISABLED;
            case KEY_INVALID_STATE -> Refusal.KEY_INVALID_STATE;
            case KEY_NOT_FOUND -> Refusal.KEY_NOT_FOUND;
            case UNREADABLE -> Refusal.UNREADABLE;
        };
    }
}
