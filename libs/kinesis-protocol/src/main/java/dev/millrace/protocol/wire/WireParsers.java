package dev.millrace.protocol.wire;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORReadFeature;

/** Jackson's parsers, bounded, with the names of all members prepared so that matching one allocates nothing. */
final class WireParsers {
    /**
     * What a body can make the parser do is bounded here, except by its own length, which the endpoint bounds before. The
     * deepest input of the API has three levels; the rest is for members that we pass over.
     */
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(64)
            .maxNumberLength(256)
            .maxStringLength(Integer.MAX_VALUE)
            .build();

    private static final TokenStreamFactory JSON =
            JsonFactory.builder().streamReadConstraints(BOUNDS).build();
    private static final TokenStreamFactory CBOR = CBORFactory.builder()
            .streamReadConstraints(BOUNDS)
            .disable(CBORReadFeature.READ_UNDEFINED_AS_EMBEDDED_OBJECT)
            .disable(CBORReadFeature.READ_SIMPLE_VALUE_AS_EMBEDDED_OBJECT)
            .build();

    private static final List<Named> NAMES = Stream.of(Member.values())
            .map(member -> Named.fromString(member.wireName()))
            .toList();
    private static final PropertyNameMatcher JSON_NAMES = JSON.constructNameMatcher(NAMES, false);
    private static final PropertyNameMatcher CBOR_NAMES = CBOR.constructNameMatcher(NAMES, false);

    private WireParsers() {}

    static TokenStreamFactory factory(WireFormat format) {
        return format == WireFormat.JSON ? JSON : CBOR;
    }

    static PropertyNameMatcher memberNames(WireFormat format) {
        return format == WireFormat.JSON ? JSON_NAMES : CBOR_NAMES;
    }
}
