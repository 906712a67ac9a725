package dev.millrace.gateway.call.query;

import com.google.protobuf.Message;
import dev.millrace.gateway.front.request.RequestId;
import dev.millrace.identity.IdentityErrorType;
import dev.millrace.identity.IdentityException;
import java.util.Optional;

/**
 * An answer of the Query protocol.
 *
 * @param contentType of the body
 * @param error the error's code; empty for a success
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/programming.html">Calling the Query API</a>
 */
public record QueryAnswer(int status, String contentType, String body, Optional<String> error) {
    private static final int OK = 200;
    private static final String XML = "text/xml";
    private static final String JSON = "application/json";

    static QueryAnswer success(
            QueryService service, String action, Optional<Message> result, RequestId id, boolean asJson) {
        if (asJson) {
            return new QueryAnswer(OK, JSON, QueryJson.success(action, result, id), Optional.empty());
        }
        String response = action + "Response";
        QueryXml xml = new QueryXml().open(response, service.namespace());
        result.ifPresent(it -> xml.open(action + "Result").result(it).close(action + "Result"));
        xml.open("ResponseMetadata")
                .element("RequestId", id.id())
                .close("ResponseMetadata")
                .close(response);
        return new QueryAnswer(OK, XML, xml.toString(), Optional.empty());
    }

    static QueryAnswer failure(QueryService service, IdentityException refusal, RequestId id, boolean asJson) {
        IdentityErrorType type = refusal.type();
        if (asJson) {
            return new QueryAnswer(type.httpStatus(), JSON, QueryJson.failure(refusal, id), Optional.of(type.code()));
        }
        String body = new QueryXml()
                .open("ErrorResponse", service.namespace())
                .open("Error")
                .element("Type", type.isFault() ? "Receiver" : "Sender")
                .element("Code", type.code())
                .element("Message", refusal.text())
                .close("Error")
                .element("RequestId", id.id())
                .close("ErrorResponse")
                .toString();
        return new QueryAnswer(type.httpStatus(), XML, body, Optional.of(type.code()));
    }
}
