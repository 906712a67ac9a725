package dev.millrace.gateway.kms;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.millrace.internal.kms.v1.KmsCall;
import dev.millrace.internal.kms.v1.KmsOptionsProto;
import dev.millrace.internal.kms.v1.KmsResult;
import dev.millrace.internal.kms.v1.Subject;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An operation of KMS as its description tells of it: a field of the message that all calls are made with.
 *
 * @param name as callers ask for it, {@code CreateKey}
 */
record KmsAction(String name, FieldDescriptor operation) {
    private static final Map<String, KmsAction> ALL = KmsCall.getDescriptor().getOneofs().get(0).getFields().stream()
            .map(field -> new KmsAction(upperCamel(field.getJsonName()), field))
            .collect(Collectors.toUnmodifiableMap(KmsAction::name, Function.identity()));

    static Set<String> names() {
        return ALL.keySet();
    }

    /** The operation of one of the {@link #names()}. */
    static KmsAction of(String name) {
        return Objects.requireNonNull(ALL.get(name), name);
    }

    /** As policies name it. */
    String policyName() {
        return "kms:" + name;
    }

    Subject subject() {
        return operation.getOptions().getExtension(KmsOptionsProto.subject);
    }

    /** A request without members. */
    Message prototype() {
        return KmsCall.newBuilder().newBuilderForField(operation).build();
    }

    KmsCall toCall(String accountId, Message request) {
        return KmsCall.newBuilder()
                .setAccountId(accountId)
                .setField(operation, request)
                .build();
    }

    /** What is recorded of a result; empty for an operation that answers nothing. */
    Optional<Message> resultOf(KmsResult result) {
        return Optional.ofNullable(KmsResult.getDescriptor().findFieldByNumber(operation.getNumber()))
                .map(field -> (Message) result.getField(field));
    }

    private static String upperCamel(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
