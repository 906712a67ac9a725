package dev.millrace.metadata.stream.setting;

import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.metadata.stream.RationedChange;
import dev.millrace.metadata.stream.StreamQuotas;
import dev.millrace.metadata.stream.StreamUpdate;
import dev.millrace.protocol.error.EncryptionErrors;
import dev.millrace.stream.EncryptionType;
import dev.millrace.stream.StreamStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Turns encryption of new records on and off, or changes the key. Records that are stored stay as they are.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StartStreamEncryption.html">StartStreamEncryption</a>
 */
public final class StreamEncryption {
    private final Account account;
    private final int changesPerDay;
    private final Clock clock;

    public StreamEncryption(Account account, StreamQuotas quotas, Clock clock) {
        this.account = account;
        this.changesPerDay = quotas.encryptionChangesPerDay();
        this.clock = clock;
    }

    /** @param keyId as the caller gave it */
    public StreamUpdate start(String keyId) {
        return (entry, usage) -> change(entry, RationedChange.ENCRYPTION_START, EncryptionType.KMS, Optional.of(keyId));
    }

    /** A stream that is not encrypted stays as it is. */
    public StreamUpdate stop() {
        return (entry, usage) -> entry.stream().encryption() == EncryptionType.NONE
                ? entry
                : change(entry, RationedChange.ENCRYPTION_STOP, EncryptionType.NONE, Optional.empty());
    }

    private CatalogEntry change(
            CatalogEntry entry, RationedChange change, EncryptionType type, Optional<String> keyId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (entry.history().count(change, now) >= changesPerDay) {
            throw EncryptionErrors.tooManyChanges(entry.name(), account.id(), changesPerDay);
        }
        return entry.withHistory(entry.history().plus(change, now))
                .with(stream -> stream.encryption(type).keyId(keyId).status(StreamStatus.UPDATING));
    }
}
