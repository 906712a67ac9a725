package dev.millrace.benchmarks;

import dev.millrace.protocol.wire.EncodedBody;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.protocol.wire.WireWriter;
import java.io.ByteArrayOutputStream;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORGenerator;

/**
 * The bodies of Kinesis by Jackson's generators, to compare our own writers with: with the names prepared, strings given as bytes
 * where the generator takes them, and the stream made as large as the body will be.
 */
final class GeneratorWriter implements WireWriter {
    private static final TokenStreamFactory JSON = new JsonFactory();
    private static final TokenStreamFactory CBOR = new CBORFactory();
    private static final Map<Member, SerializedString> NAMES = new EnumMap<>(Member.class);

    static {
        for (Member member : Member.values()) {
            NAMES.put(member, new SerializedString(member.wireName()));
        }
    }

    private final ByteArrayOutputStream bytes;
    private final JsonGenerator out;
    private final boolean json;

    GeneratorWriter(WireFormat format, int sizeHint) {
        bytes = new ByteArrayOutputStream(sizeHint);
        json = format == WireFormat.JSON;
        out = (json ? JSON : CBOR).createGenerator(ObjectWriteContext.empty(), bytes);
    }

    ByteArrayOutputStream written() {
        out.close();
        return bytes;
    }

    @Override
    public void beginMap() {
        out.writeStartObject();
    }

    @Override
    public void endMap() {
        out.writeEndObject();
    }

    @Override
    public void beginList() {
        out.writeStartArray();
    }

    @Override
    public void endList() {
        out.writeEndArray();
    }

    @Override
    public void name(Member member) {
        out.writeName(NAMES.get(member));
    }

    @Override
    public void name(String key) {
        out.writeName(key);
    }

    @Override
    public void string(String value) {
        out.writeString(value);
    }

    @Override
    public void asciiString(byte[] ascii) {
        out.writeRawUTF8String(ascii, 0, ascii.length);
    }

    @Override
    public void utf8String(byte[] utf8, int offset, int length) {
        out.writeUTF8String(utf8, offset, length);
    }

    @Override
    public void number(long value) {
        out.writeNumber(value);
    }

    @Override
    public void bool(boolean value) {
        out.writeBoolean(value);
    }

    @Override
    public void blob(byte[] data, int offset, int length) {
        out.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, data, offset, length);
    }

    @Override
    public void timestampMillis(long epochMillis) {
        if (json) {
            String millis = Long.toString(epochMillis);
            int point = millis.length() - 3;
            out.writeNumber(millis.substring(0, point) + '.' + millis.substring(point));
        } else {
            ((CBORGenerator) out).writeTag(1);
            out.writeNumber(epochMillis);
        }
    }

    @Override
    public EncodedBody finish() {
        throw new UnsupportedOperationException("see written()");
    }
}
