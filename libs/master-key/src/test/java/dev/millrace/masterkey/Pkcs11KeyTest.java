package dev.millrace.masterkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import javax.crypto.KeyGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** A master key in SoftHSM's token, which {@code apt-get install softhsm2} brings; with -Plong. */
@Tag("hsm")
class Pkcs11KeyTest extends MasterKeyContractTest {
    private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final String PIN = "1234";

    private static Path pinFile;

    /** Where the library looks for its token: the build sets SOFTHSM2_CONF to a file in here. */
    @BeforeAll
    static void makeToken() throws Exception {
        assertThat(LIBRARY).as("apt-get install softhsm2").exists();
        Path folder = Path.of(System.getenv("SOFTHSM2_CONF")).getParent();
        Path tokens = Files.createDirectories(
                folder.resolve("tokens-" + ProcessHandle.current().pid()));
        Files.writeString(folder.resolve("softhsm2.conf"), "directories.tokendir = " + tokens + "\n");
        pinFile = Files.writeString(folder.resolve("pin"), PIN + "\n");
        run("softhsm2-util", "--init-token", "--free", "--label", "millrace", "--pin", PIN, "--so-pin", "5678");

        Provider provider = Security.getProvider("SunPKCS11")
                .configure("--name = tests\nlibrary = " + LIBRARY + "\nslotListIndex = 0\n");
        KeyStore token = KeyStore.getInstance("PKCS11", provider);
        token.load(null, PIN.toCharArray());
        KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
        generator.init(256);
        token.setKeyEntry("millrace", generator.generateKey(), null, null);
        token.setKeyEntry("another", generator.generateKey(), null, null);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    @Override
    MasterKey open() {
        return new EnvelopeMasterKey(key("millrace"));
    }

    @Override
    MasterKey another() {
        return new EnvelopeMasterKey(key("another"));
    }

    private static Pkcs11Key key(String label) {
        return Pkcs11Key.open(new Pkcs11Key.Settings(LIBRARY, 0, pinFile, label));
    }
}
