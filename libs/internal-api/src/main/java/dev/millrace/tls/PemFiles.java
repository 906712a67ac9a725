package dev.millrace.tls;

import io.grpc.util.CertificateUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

/** A certificate chain and its private key, PKCS#8. */
public record PemFiles(Path certificate, Path privateKey) {
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
    Identity read() throws IOException, GeneralSecurityException {
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
    record Identity(List<X509Certificate> chain, PrivateKey key) {}
}
