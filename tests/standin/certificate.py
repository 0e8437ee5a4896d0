"""A throw-away certificate for the names of all services, made by `openssl` while the tests run."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path


class NoOpenSSL(RuntimeError):
    """`openssl` is not on this machine, or could not make a certificate."""


def make_certificate(folder: Path, hosts: Iterable[str]) -> tuple[Path, Path]:
    """Write a self-signed certificate for these hosts, good for two days; the files of it and of its key.

    Raises `NoOpenSSL` if the program is missing or fails.
    """
    program = shutil.which("openssl")
    if program is None:
        raise NoOpenSSL("The stand-in needs the program `openssl` (in Debian the package of that name)")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    names = ",".join(f"DNS:{host}" for host in hosts)
    command = [program, "req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=stand-in"]
    command += ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    command += ["-addext", f"subjectAltName={names}", "-keyout", str(key), "-out", str(certificate)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoOpenSSL(f"openssl made no certificate:\n{done.stderr}")
    return certificate, key
