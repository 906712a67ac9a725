package dev.millrace.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WireFormatTest {
    @Test
    void aContentTypeMayHaveParametersAndAnyCase() {
        assertThat(WireFormat.ofContentType("application/x-amz-json-1.1")).contains(WireFormat.JSON);
        assertThat(WireFormat.ofContentType("Application/X-AMZ-JSON-1.1; charset=utf-8"))
                .contains(WireFormat.JSON);
        assertThat(WireFormat.ofContentType(" application/x-amz-cbor-1.1 ")).contains(WireFormat.CBOR);
    }

    @Test
    void anyOtherContentTypeIsNone() {
        assertThat(WireFormat.ofContentType("application/json")).isEmpty();
        assertThat(WireFormat.ofContentType("application/x-amz-json-1.0")).isEmpty();
        assertThat(WireFormat.ofContentType("")).isEmpty();
    }
}
