package dev.millrace.metadata.kms.operation;

import com.google.protobuf.Message;
import dev.millrace.internal.kms.v1.DeletionResult;
import dev.millrace.internal.kms.v1.KeyIdResult;
import dev.millrace.internal.kms.v1.KeyRequest;
import dev.millrace.internal.kms.v1.KmsCall;
import dev.millrace.internal.kms.v1.ScheduleKeyDeletionRequest;
import dev.millrace.key.KeyErrors;
import dev.millrace.key.KeyReference;
import dev.millrace.key.KeyState;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.kms.KeyView;
import dev.millrace.metadata.kms.model.KeyEntry;
import dev.millrace.metadata.kms.model.KeyLifecycle;
import dev.millrace.metadata.kms.model.NamedKey;
import java.time.Duration;
import java.time.Instant;

/** Whether keys can be used, and when they are destroyed. */
final class LifecycleOperations {
    private static final int SHORTEST_WINDOW_DAYS = 7;
    private static final int LONGEST_WINDOW_DAYS = 30;

    Decision<KeyEntry, Message> enable(KeyView view, KmsCall call) {
        KeyReference reference = reference(view, call, call.getEnableKey());
        return change(view.lasting(reference, "EnableKey"), KeyLifecycle.ENABLED);
    }

    Decision<KeyEntry, Message> disable(KeyView view, KmsCall call) {
        KeyReference reference = reference(view, call, call.getDisableKey());
        return change(view.lasting(reference, "DisableKey"), KeyLifecycle.DISABLED);
    }

    private static Decision<KeyEntry, Message> change(NamedKey key, KeyLifecycle changed) {
        return KmsOperation.done(key.with(changed));
    }

    Decision<KeyEntry, Message> scheduleDeletion(KeyView view, KmsCall call) {
        ScheduleKeyDeletionRequest request = call.getScheduleKeyDeletion();
        int days = request.hasPendingWindowInDays() ? request.getPendingWindowInDays() : LONGEST_WINDOW_DAYS;
        if (days < SHORTEST_WINDOW_DAYS || days > LONGEST_WINDOW_DAYS) {
            throw KeyErrors.constraint(
                    "pendingWindowInDays",
                    "Member must have value between " + SHORTEST_WINDOW_DAYS + " and " + LONGEST_WINDOW_DAYS);
        }
        KeyReference reference =
                view.parse(KmsMessages.given("keyId", request.hasKeyId(), request.getKeyId()), call.getAccountId());
        NamedKey key = view.lasting(reference, "ScheduleKeyDeletion");
        Instant at = view.now().plus(Duration.ofDays(days));
        DeletionResult result = DeletionResult.newBuilder()
                .setKeyId(view.reference(key).arn())
                .setDeletionDate(KmsMessages.timestamp(at))
                .setKeyState(KeyState.PENDING_DELETION.wireName())
                .setPendingWindowInDays(days)
                .build();
        return KmsOperation.put(key.with(KeyLifecycle.pendingDeletion(at)), result);
    }

    /** A key that was to be deleted is disabled until somebody enables it. */
    Decision<KeyEntry, Message> cancelDeletion(KeyView view, KmsCall call) {
        NamedKey key = view.changeable(reference(view, call, call.getCancelKeyDeletion()), "CancelKeyDeletion");
        String arn = view.reference(key).arn();
        if (key.lifecycle().state() != KeyState.PENDING_DELETION) {
            throw KeyErrors.notPendingDeletion(arn);
        }
        return KmsOperation.put(
                key.with(KeyLifecycle.DISABLED),
                KeyIdResult.newBuilder().setKeyId(arn).build());
    }

    private static KeyReference reference(KeyView view, KmsCall call, KeyRequest request) {
        return view.parse(KmsMessages.given("keyId", request.hasKeyId(), request.getKeyId()), call.getAccountId());
    }
}
