package dev.millrace.gateway.iam;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import dev.millrace.internal.iam.v1.IamCall;
import dev.millrace.internal.iam.v1.IamResult;
import dev.millrace.internal.iam.v1.OptionsProto;
import dev.millrace.internal.iam.v1.Subject;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An operation of IAM as its description tells of it: a field of the message that all calls are made with.
 *
 * @param name as callers ask for it, {@code CreateUser}
 */
record IamAction(String name, FieldDescriptor operation) {
    private static final Map<String, IamAction> ALL = all();

    private static Map<String, IamAction> all() {
        OneofDescriptor operations = IamCall.getDescriptor().getOneofs().get(0);
        return operations.getFields().stream()
                .map(field -> new IamAction(upperCamel(field.getJsonName()), field))
                .collect(Collectors.toUnmodifiableMap(IamAction::name, action -> action));
    }

    static Optional<IamAction> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** As policies name it. */
    String policyName() {
        return "iam:" + name;
    }

    /** The operation that sets tags on what this one is about, as policies name it. */
    String taggingPolicyName() {
        String subject = subject().name();
        return "iam:Tag" + subject.charAt(0) + subject.substring(1).toLowerCase(Locale.ROOT);
    }

    Subject subject() {
        return operation.getOptions().getExtension(OptionsProto.subject);
    }

    /** Whether a call that names no user is about the one who calls. */
    boolean ownUser() {
        return operation.getOptions().getExtension(OptionsProto.ownUser);
    }

    /** A request without members. */
    Message prototype() {
        return IamCall.newBuilder().newBuilderForField(operation).build();
    }

    IamCall toCall(String accountId, Message request) {
        return IamCall.newBuilder()
                .setAccountId(accountId)
                .setField(operation, request)
                .build();
    }

    /** What is recorded of a result; empty for an operation that answers nothing. */
    Optional<Message> resultOf(IamResult result) {
        return Optional.ofNullable(IamResult.getDescriptor().findFieldByNumber(operation.getNumber()))
                .map(field -> (Message) result.getField(field));
    }

    private static String upperCamel(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
