package dev.millrace.metadata.kms.operation;

import com.google.protobuf.Message;
import dev.millrace.internal.kms.v1.EnableKeyRotationRequest;
import dev.millrace.internal.kms.v1.KeyIdResult;
import dev.millrace.internal.kms.v1.KeyRequest;
import dev.millrace.internal.kms.v1.KmsCall;
import dev.millrace.internal.kms.v1.RotationStatusResult;
import dev.millrace.key.KeyErrors;
import dev.millrace.key.KeyReference;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.kms.KeyDirectory;
import dev.millrace.metadata.kms.KeyRotation;
import dev.millrace.metadata.kms.KeyView;
import dev.millrace.metadata.kms.model.KeyEntry;
import dev.millrace.metadata.kms.model.NamedKey;
import dev.millrace.metadata.kms.model.RotationPlan;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** When keys get new material. */
final class RotationOperations {
    private static final int SHORTEST_DAYS = 90;
    private static final int LONGEST_DAYS = 2560;
    private static final int USUAL_DAYS = 365;

    private final KeyDirectory directory;
    private final KeyRotation rotation;

    RotationOperations(KeyDirectory directory, KeyRotation rotation) {
        this.directory = directory;
        this.rotation = rotation;
    }

    Decision<KeyEntry, Message> enable(KeyView view, KmsCall call) {
        EnableKeyRotationRequest request = call.getEnableKeyRotation();
        int days = request.hasRotationPeriodInDays() ? request.getRotationPeriodInDays() : USUAL_DAYS;
        if (days < SHORTEST_DAYS || days > LONGEST_DAYS) {
            throw KeyErrors.constraint(
                    "rotationPeriodInDays", "Member must have value between " + SHORTEST_DAYS + " and " + LONGEST_DAYS);
        }
        KeyReference reference =
                view.parse(KmsMessages.given("keyId", request.hasKeyId(), request.getKeyId()), call.getAccountId());
        NamedKey key = view.usable(view.changeable(reference, "EnableKeyRotation"));
        return KmsOperation.done(
                key.with(key.material().withRotation(Optional.of(RotationPlan.every(days, view.now())))));
    }

    Decision<KeyEntry, Message> disable(KeyView view, KmsCall call) {
        KeyReference reference = reference(view, call, call.getDisableKeyRotation());
        NamedKey key = view.usable(view.changeable(reference, "DisableKeyRotation"));
        return KmsOperation.done(key.with(key.material().withRotation(Optional.empty())));
    }

    Decision<KeyEntry, Message> status(KeyView view, KmsCall call) {
        NamedKey key = view.key(reference(view, call, call.getGetKeyRotationStatus()));
        // What is about to be deleted does not rotate any more.
        Optional<RotationPlan> plan = key.lifecycle().deletionAt().isPresent()
                ? Optional.empty()
                : key.material().rotation();
        RotationStatusResult.Builder result = RotationStatusResult.newBuilder()
                .setKeyRotationEnabled(plan.isPresent())
                .setKeyId(view.reference(key).arn());
        plan.ifPresent(it ->
                result.setRotationPeriodInDays(it.periodDays()).setNextRotationDate(KmsMessages.timestamp(it.next())));
        return KmsOperation.answer(result.build());
    }

    Mono<Decision<KeyEntry, Message>> rotate(KmsCall call) {
        return directory
                .ask(view -> view.usable(
                        view.changeable(reference(view, call, call.getRotateKeyOnDemand()), "RotateKeyOnDemand")))
                .flatMap(rotation::rotateOnDemand)
                .flatMap(rotated -> directory.ask(view -> new Decision<>(
                        rotated.change(),
                        KeyIdResult.newBuilder()
                                .setKeyId(view.reference(rotated.answer()).arn())
                                .build())));
    }

    private static KeyReference reference(KeyView view, KmsCall call, KeyRequest request) {
        return view.parse(KmsMessages.given("keyId", request.hasKeyId(), request.getKeyId()), call.getAccountId());
    }
}
