package dev.millrace.gateway.query;

import com.google.protobuf.Message;
import dev.millrace.gateway.request.RequestId;
import dev.millrace.identity.IdentityErrorType;
import dev.millrace.identity.IdentityException;
import java.util.Optional;

/**
 * An answer of the Query protocol.
 *
 * @param body XML, for {@code text/xml}
 * @param error the error's code; empty for a success
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/programming.html">Calling the Query API</a>
 */
public record QueryAnswer(int status, String body, Optional<String> error) {
    private static final int OK = 200;

    static QueryAnswer success(QueryService service, String action, Optional<Message> result, RequestId id) {
        String response = action + "Response";
        QueryXml xml = new QueryXml().open(response, service.namespace());
        result.ifPresent(it -> xml.open(action + "Result").result(it).close(action + "Result"));
        xml.open("ResponseMetadata")
                .element("RequestId", id.id())
                .close("ResponseMetadata")
                .close(response);
        return new QueryAnswer(OK, xml.toString(), Optional.empty());
    }

    static QueryAnswer failure(QueryService service, IdentityException refusal, RequestId id) {
        IdentityErrorType type = refusal.type();
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
        return new QueryAnswer(type.httpStatus(), body, Optional.of(type.code()));
    }
}
