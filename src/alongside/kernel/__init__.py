"""What every room stands on: safe text, times, paging, answers. No models here."""
