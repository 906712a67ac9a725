package dev.millrace.gateway.call.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class QueryXmlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "a < b && c > \"d\" 'e'",
                "]]>",
                "line\nline\r\nline\rline\ttab",
                " blanks ",
                "ключ 😀",
                "\u0085\u2028"
            })
    void aReaderOfXmlFindsTheValueThatWasWritten(String value) throws Exception {
        assertThat(read(new QueryXml().element("Description", value).toString()))
                .isEqualTo(value);
    }

    @Test
    void whatXmlCannotSayIsReplacedAndTheRestIsLegible() throws Exception {
        for (char c = 0; c < Character.MIN_SURROGATE; c++) {
            String found =
                    read(new QueryXml().element("Description", "a" + c + "b").toString());
            assertThat(found).as("character %x", (int) c).isIn("a" + c + "b", "a\uFFFDb");
        }
    }

    private static String read(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement()
                .getTextContent();
    }
}
