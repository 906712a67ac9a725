package dev.millrace.shard.encryption;

import dev.millrace.shard.log.StoredBlock;
import dev.millrace.shard.loop.NodeClock;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.stream.EncryptionType;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamArn;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Encrypts by what the catalogue says of each stream at the moment, so that a stream may have blocks of either kind. */
public final class ShardCiphers {
    private final Function<StreamId, Optional<StreamDescription>> streams;
    private final Function<StreamName, StreamArn> arns;
    private final DataKeys keys;
    private final SealingKeys sealing;
    private final OpenedKeys opened;
    private final UnreadableBlocks unreadable;
    private final Executor executor;

    /**
     * @param streams what is known of a stream now
     * @param arns what data keys of a stream are bound to
     * @param executor where blocks are opened
     */
    ShardCiphers(
            Function<StreamId, Optional<StreamDescription>> streams,
            Function<StreamName, StreamArn> arns,
            DataKeys keys,
            EncryptionSettings settings,
            NodeClock clock,
            UnreadableBlocks unreadable,
            Executor executor) {
        this.streams = streams;
        this.arns = arns;
        this.keys = keys;
        this.sealing = new SealingKeys(keys, settings, clock);
        this.opened = new OpenedKeys(keys, settings, clock);
        this.unreadable = unreadable;
        this.executor = executor;
    }

    public ShardCipher of(ShardKey shard) {
        return new OfShard(shard);
    }

    private final class OfShard implements ShardCipher {
        private final ShardKey shard;

        OfShard(ShardKey shard) {
            this.shard = shard;
        }

        @Override
        public CompletableFuture<BlockSeal> seal() {
            Optional<StreamDescription> stream = streams.apply(shard.stream());
            if (stream.isEmpty()) {
                return CompletableFuture.failedFuture(new ShardRefusal(RefusalReason.UNKNOWN_SHARD));
            }
            Optional<String> key = stream.get().keyId();
            if (stream.get().encryption() == EncryptionType.NONE || key.isEmpty()) {
                return NONE.seal();
            }
            return sealing.forNextBlock(shard.stream(), arns.apply(stream.get().name()), key.get())
                    .thenApply(Seal::new);
        }

        @Override
        public CompletionStage<List<StoredBlock>> open(List<StoredBlock> blocks, long horizonMillis) {
            Optional<StreamDescription> stream = streams.apply(shard.stream());
            return stream.isEmpty()
                    ? CompletableFuture.failedFuture(new ShardRefusal(RefusalReason.UNKNOWN_SHARD))
                    : new BlockOpening(
                                    shard,
                                    arns.apply(stream.get().name()),
                                    blocks,
                                    horizonMillis,
                                    opened,
                                    unreadable,
                                    executor)
                            .run();
        }

        @Override
        public Optional<ShardRefusal> refusalOf(String keyId) {
            return keys.refusalOf(keyId);
        }

        private final class Seal implements BlockSeal {
            private final OpenedKey key;

            Seal(OpenedKey key) {
                this.key = key;
            }

            @Override
            public String keyId() {
                return key.keyId();
            }

            @Override
            public StoredBlock seal(StoredBlock block) {
                return block.sealed(key.key().seal(block.content(), block.placeIn(shard)));
            }
        }
    }
}
