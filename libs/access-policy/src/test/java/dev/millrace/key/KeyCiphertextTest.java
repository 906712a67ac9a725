package dev.millrace.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyCiphertextTest {
    private static final String ID = "1234abcd-12ab-34cd-56ef-1234567890ab";

    @Test
    void saysUnderWhichVersionOfWhichKeyItIs() {
        byte[] bytes = new KeyCiphertext(ID, 7, new byte[40]).toBytes();

        KeyCiphertext read = KeyCiphertext.parse(bytes);
        assertThat(read.keyId()).isEqualTo(ID);
        assertThat(read.keyVersion()).isEqualTo(7);
        assertThat(read.sealed()).hasSize(40);
    }

    @Test
    void whatIsTooShortOrOfAnotherFormatIsNone() {
        byte[] whole = new KeyCiphertext(ID, 1, new byte[28]).toBytes();
        byte[] other = whole.clone();
        other[0]++;

        assertThat(KeyCiphertext.parse(whole).sealed()).hasSize(28);
        assertThatThrownBy(() -> KeyCiphertext.parse(other)).isInstanceOf(KeyException.class);
        assertThatThrownBy(() -> KeyCiphertext.parse(new KeyCiphertext(ID, 1, new byte[27]).toBytes()))
                .isInstanceOf(KeyException.class);
    }

    @Test
    void contextsAreTheSameWhateverTheirOrderAndNeverRunTogether() {
        assertThat(EncryptionContext.of(Map.of("a", "1", "b", "2")).canonical())
                .isEqualTo(EncryptionContext.of(Map.of("b", "2", "a", "1")).canonical());
        assertThat(EncryptionContext.of(Map.of("a", "1b2")).canonical())
                .isNotEqualTo(EncryptionContext.of(Map.of("a1", "b2")).canonical());
        assertThat(KeyCiphertext.associatedData(ID, 1, EncryptionContext.NONE))
                .isNotEqualTo(KeyCiphertext.associatedData(ID, 2, EncryptionContext.NONE));
    }
}
