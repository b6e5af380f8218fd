"""What a buyer sees: origin page, verdicts, scans."""
