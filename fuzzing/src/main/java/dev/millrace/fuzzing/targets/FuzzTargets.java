package dev.millrace.fuzzing.targets;

import dev.millrace.protocol.wire.WireFormat;
import java.util.function.Supplier;

/** All of them, by name. */
public enum FuzzTargets {
    JSON_BODIES(() -> new RequestBodies(WireFormat.JSON)),
    CBOR_BODIES(() -> new RequestBodies(WireFormat.CBOR)),
    EVENT_FRAMES(EventFrames::new),
    POLICIES(Policies::new),
    SIGNATURES(Signatures::new),
    TOKENS(Tokens::new),
    BLOCKS(Blocks::new),
    SEALED_BLOCKS(SealedBlocks::new),
    QUERY_FORMS(QueryForms::new);

    private final Supplier<FuzzTarget> maker;

    FuzzTargets(Supplier<FuzzTarget> maker) {
        this.maker = maker;
    }

    /** A target that also takes allocating far more than the input explains for a fault. */
    public FuzzTarget target() {
        return new BoundedTarget(maker.get());
    }
}
