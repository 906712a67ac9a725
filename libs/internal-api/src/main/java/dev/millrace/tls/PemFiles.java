package dev.millrace.tls;

import io.grpc.util.CertificateUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A certificate chain and its private key, PKCS#8. */
public record PemFiles(Path certificate, Path privateKey) {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Writes both: each whole or not at all, and never readable by others. */
    public void replace(String certificatePem, String privateKeyPem) throws IOException {
        replace(privateKey, privateKeyPem);
        replace(certificate, certificatePem);
    }

    /** Writes a file likewise. */
    public static void replace(Path file, String pem) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, "draft", ".pem", OWNER_ONLY);
        Files.writeString(draft, pem);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whatever both files hold now, to be compared with what they held before. */
    byte[] content() throws IOException {
        byte[] chain = Files.readAllBytes(certificate);
        byte[] key = Files.readAllBytes(privateKey);
        byte[] both = Arrays.copyOf(chain, chain.length + key.length);
        System.arraycopy(key, 0, both, chain.length, key.length);
        return both;
    }

    /**
     * Reads both.
     *
     * @throws GeneralSecurityException also if they do not belong together, as they do not for a moment while they are
     *     replaced one after the other
     */
    public Identity read() throws IOException, GeneralSecurityException {
        List<X509Certificate> chain = readCertificates(certificate);
        PrivateKey key;
        try (ByteArrayInputStream in = new ByteArrayInputStream(Files.readAllBytes(privateKey))) {
            key = CertificateUtils.getPrivateKey(in);
        } catch (IllegalArgumentException malformed) {
            throw new GeneralSecurityException("the private key is not readable");
        }
        requirePair(chain.get(0), key);
        return new Identity(chain, key);
    }

    static List<X509Certificate> readCertificates(Path file) throws IOException, CertificateException {
        try (ByteArrayInputStream in = new ByteArrayInputStream(Files.readAllBytes(file))) {
            List<X509Certificate> certificates = List.of(CertificateUtils.getX509Certificates(in));
            if (certificates.isEmpty()) {
                throw new CertificateException("no certificate in " + file);
            }
            return certificates;
        }
    }

    private static void requirePair(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> throw new GeneralSecurityException("a key that is neither RSA nor EC");
        };
        byte[] sample = {1, 2, 3};
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(sample);
        byte[] signature = signing.sign();
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(certificate.getPublicKey());
        verifying.update(sample);
        if (!verifying.verify(signature)) {
            throw new GeneralSecurityException("the private key is not that of the certificate");
        }
    }

    /** What was read. */
    public record Identity(List<X509Certificate> chain, PrivateKey key) {
        /** The first of the chain: whose key it is. */
        public X509Certificate certificate() {
            return chain.get(0);
        }

        /** Whether the certificate has not expired by then. */
        public boolean isGoodAt(Instant instant) {
            return instant.isBefore(certificate().getNotAfter().toInstant());
        }
    }
}
