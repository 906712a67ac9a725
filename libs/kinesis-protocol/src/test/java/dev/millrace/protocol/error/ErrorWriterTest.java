package dev.millrace.protocol.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.stream.StreamName;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ErrorWriterTest {
    @Test
    void anErrorHasItsTypeAndItsMessage() {
        KinesisException error = StreamErrors.notFound(new StreamName("orders"), "000000000000");
        assertThat(json(error))
                .isEqualTo("{\"__type\":\"ResourceNotFoundException\","
                        + "\"message\":\"Stream orders under account 000000000000 not found.\"}");
        assertThat(error.getStackTrace()).isEmpty();
    }

    @Test
    void aSerializationErrorSpellsItsMessageInCapitalOrHasNone() {
        assertThat(json(RequestErrors.malformedBody())).isEqualTo("{\"__type\":\"SerializationException\"}");
        assertThat(json(RequestErrors.wrongType("Expected null")))
                .isEqualTo("{\"__type\":\"SerializationException\",\"Message\":\"Expected null\"}");
    }

    @Test
    void cborErrorsAreMapsOfIndefiniteLength() {
        byte[] body =
                ErrorWriter.body(RequestErrors.malformedBody(), WireFormat.CBOR).toByteArray();
        assertThat(HexFormat.of().formatHex(body))
                .isEqualTo("bf665f5f74797065" + "76"
                        + HexFormat.of().formatHex("SerializationException".getBytes(StandardCharsets.US_ASCII))
                        + "ff");
    }

    @Test
    void aRequestThatIsNoneIsAnsweredInXml() {
        assertThat(new String(ErrorWriter.xml(RequestErrors.noOperation()), StandardCharsets.UTF_8))
                .isEqualTo("<AccessDeniedException>\n  <Message>Unable to determine service/operation name to be"
                        + " authorized</Message>\n</AccessDeniedException>\n");
        assertThat(new String(ErrorWriter.xml(RequestErrors.unsupportedContentType()), StandardCharsets.UTF_8))
                .isEqualTo("<UnknownOperationException/>\n");
    }

    @Test
    void theStatusOfAnErrorIsThatOfAws() {
        assertThat(ErrorType.ACCESS_DENIED.httpStatus()).isEqualTo(400);
        assertThat(ErrorType.NO_OPERATION.httpStatus()).isEqualTo(403);
        assertThat(ErrorType.UNSUPPORTED_CONTENT_TYPE.httpStatus()).isEqualTo(404);
        assertThat(ErrorType.INTERNAL_FAILURE.httpStatus()).isEqualTo(500);
        assertThat(ErrorType.KMS_OPT_IN_REQUIRED.wireName()).isEqualTo("KMSOptInRequired");
    }

    private static String json(KinesisException error) {
        return new String(ErrorWriter.body(error, WireFormat.JSON).toByteArray(), StandardCharsets.UTF_8);
    }
}
