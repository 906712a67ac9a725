package dev.millrace.fuzzing.targets;

import com.google.protobuf.Message;
import dev.millrace.gateway.call.query.QueryForm;
import dev.millrace.gateway.front.request.RequestBody;
import dev.millrace.identity.IdentityException;
import dev.millrace.internal.iam.v1.IamCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Forms of the Query protocol, read as the request of every operation of IAM. */
final class QueryForms implements FuzzTarget {
    private static final List<Message> REQUESTS = IamCall.getDescriptor().getFields().stream()
            .filter(field -> field.getJavaType() == com.google.protobuf.Descriptors.FieldDescriptor.JavaType.MESSAGE)
            .filter(field -> !field.isRepeated())
            .map(field -> IamCall.newBuilder().newBuilderForField(field).getDefaultInstanceForType())
            .map(Message.class::cast)
            .toList();

    @Override
    public List<byte[]> seeds() {
        return List.of(
                bytes(
                        "Action=CreateUser&Version=2010-05-08&UserName=ann&Path=%2Fteam%2F&Tags.member.1.Key=a&Tags.member.1.Value=b"),
                bytes("Action=ListUsers&MaxItems=10&Marker=x&PathPrefix=/"),
                bytes("Action=SimulatePrincipalPolicy&ActionNames.member.1=kinesis%3A*&ActionNames.member.2=a%3Ab&"
                        + "ContextEntries.member.1.ContextKeyName=aws%3ASourceIp&"
                        + "ContextEntries.member.1.ContextKeyValues.member.1=10.0.0.1"));
    }

    @Override
    public void read(byte[] input) {
        try {
            QueryForm form = QueryForm.parse(new RequestBody(input, input.length));
            for (Message request : REQUESTS) {
                form.read(request);
            }
        } catch (IdentityException refused) {
            Objects.requireNonNull(refused.text());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
