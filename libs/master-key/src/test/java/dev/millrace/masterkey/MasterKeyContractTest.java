package dev.millrace.masterkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every master key does, wherever it is kept. */
abstract class MasterKeyContractTest {
    static final byte[] SECRET = bytes("wJalrXUtnFEMI");

    /** The key as a service has it that has just started; the same each time. */
    abstract MasterKey open();

    /** Another key. */
    abstract MasterKey another();

    @Test
    void opensWhatItSealedAlsoAfterARestart() {
        byte[] sealed = open().seal(SECRET, bytes("AKIA1"));

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(SECRET, StandardCharsets.ISO_8859_1));
        assertThat(open().open(sealed, bytes("AKIA1"))).isEqualTo(SECRET);
    }

    @Test
    void whatIsSealedTwiceIsNotTheSame() {
        MasterKey key = open();

        assertThat(key.seal(SECRET, bytes("AKIA1"))).isNotEqualTo(key.seal(SECRET, bytes("AKIA1")));
    }

    @Test
    void aSecretDoesNotOpenInAnothersPlace() {
        MasterKey key = open();
        byte[] sealed = key.seal(SECRET, bytes("AKIA1"));

        assertThatThrownBy(() -> key.open(sealed, bytes("AKIA2"))).isInstanceOf(UnopenableSecretException.class);
    }

    @Test
    void anotherKeyOpensNothing() {
        byte[] sealed = open().seal(SECRET, bytes("AKIA1"));

        assertThatThrownBy(() -> another().open(sealed, bytes("AKIA1"))).isInstanceOf(UnopenableSecretException.class);
    }

    @Test
    void whatWasChangedOrCutDoesNotOpen() {
        MasterKey key = open();
        byte[] sealed = key.seal(SECRET, bytes("AKIA1"));
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> key.open(cut, bytes("AKIA1"))).isInstanceOf(UnopenableSecretException.class);
        }
        byte[] changed = sealed.clone();
        changed[changed.length - 1] ^= 1;
        assertThatThrownBy(() -> key.open(changed, bytes("AKIA1"))).isInstanceOf(UnopenableSecretException.class);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
